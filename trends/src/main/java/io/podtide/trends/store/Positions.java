package io.podtide.trends.store;

import io.podtide.trends.store.DatabaseException.Reason;
import io.podtide.trends.store.HistoryBatch.Advance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Table {@code ingest_position}: moved on in the transaction of the rows, and only from where the batch began. */
final class Positions {

    private Positions() {}

    static List<Position> read(Connection connection) throws SQLException {
        var positions = new ArrayList<Position>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT topic, partition_no, topic_id, next_offset FROM ingest_position"
                                + " ORDER BY topic, partition_no")) {
            while (rows.next()) {
                positions.add(new Position(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getLong(4)));
            }
        }
        return positions;
    }

    /** Another writer that has come further makes this fail, whatever became of its lock. */
    static void move(Connection connection, Database database, List<Advance> advances) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE ingest_position SET next_offset = ? WHERE topic = ? AND"
                        + " partition_no = ? AND topic_id = ? AND next_offset = ?");
                var begin = connection.prepareStatement(
                        "INSERT INTO ingest_position SELECT ?, CAST(? AS INTEGER), ?, CAST(?"
                                + " AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM ingest_position WHERE topic = ? AND partition_no ="
                                + " ?)")) {
            for (var advance : advances) {
                update.setLong(1, advance.to());
                update.setString(2, advance.topic());
                update.setInt(3, advance.partition());
                update.setString(4, advance.topicId());
                update.setLong(5, advance.from());
                if (update.executeUpdate() == 1) {
                    continue;
                }
                begin.setString(1, advance.topic());
                begin.setInt(2, advance.partition());
                begin.setString(3, advance.topicId());
                begin.setLong(4, advance.to());
                begin.setString(5, advance.topic());
                begin.setInt(6, advance.partition());
                if (begin.executeUpdate() != 1) {
                    throw DatabaseException.of(
                            Reason.LOCKED,
                            "history " + database.display() + ": another process writes it as well: " + advance.topic()
                                    + "-" + advance.partition() + " is no longer at offset " + advance.from());
                }
            }
        }
    }

    /** They are read from their beginnings again. */
    static void forget(Connection connection, String topic) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM ingest_position WHERE topic = ?")) {
            delete.setString(1, topic);
            delete.executeUpdate();
        }
    }
}
