package io.podtide.trends.query;

import io.podtide.trends.store.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What time the history knows of.
 *
 * @param firstHeard of any cluster; null where nothing has been heard
 * @param now what questions take for now
 * @param recorded recordings of another day are played: now stands still when they end
 */
public record Reach(@Nullable Instant firstHeard, Instant now, boolean recorded) {

    static Reach read(Connection connection, Instant now, boolean recorded) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT MIN(first_heard) FROM cluster")) {
            rows.next();
            var first = rows.getObject(1, LocalDateTime.class);
            return new Reach(first == null ? null : Times.instant(first), now, recorded);
        }
    }
}
