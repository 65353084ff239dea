package io.podtide.trends.given;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.HistoryBatch.Advance;
import io.podtide.trends.store.OccurrenceRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Batches as the feed makes them, and what is in the tables then. */
public final class Written {

    private Written() {}

    /** Of one partition, from one offset to another. */
    public static HistoryBatch batch(long from, long to) {
        var batch = new HistoryBatch();
        batch.advance(new Advance("podtide.incidents", 0, "topic-1", from, to));
        return batch;
    }

    public static HistoryBatch batch(long from, long to, Incident... incidents) {
        var batch = batch(from, to);
        List.of(incidents).forEach(batch::add);
        return batch;
    }

    public static HistoryBatch batch(long from, long to, OccurrenceRow... occurrences) {
        var batch = batch(from, to);
        List.of(occurrences).forEach(batch::add);
        return batch;
    }

    public static ClusterClock heartbeat(String cluster, Instant at) {
        return new ClusterClock(cluster, at, Mark.HEARTBEAT, null);
    }

    /** Rows as text, their values parted by blanks. */
    public static List<String> rows(Database database, String sql) {
        var rows = new ArrayList<String>();
        try (var connection = database.borrow();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : " ").append(found.getString(i));
                }
                rows.add(row.toString());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }
}
