package io.podtide.trends.store;

import java.sql.SQLException;
import java.util.List;

/**
 * How far a partition has been read.
 *
 * @param topicId of the topic as it was then
 * @param next offset of the first record that has not been read
 */
public record Position(String topic, int partition, String topicId, long next) {

    /** Whoever writes. */
    public static List<Position> all(Database database) {
        try (var connection = database.borrow()) {
            return Positions.read(connection);
        } catch (SQLException e) {
            throw DatabaseException.of(database.display(), e);
        }
    }
}
