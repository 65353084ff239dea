package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How long what is kept.
 *
 * @param occurrences restarts, kills and evictions one by one
 * @param hours the same added up by hour and by day
 * @param incidents after they were resolved, with their revisions
 * @param gaps of what is known of clusters
 */
public record Retention(Duration occurrences, Duration hours, Duration incidents, Duration gaps) {

    private static final Duration LEAST = Duration.ofDays(1);

    public static final Retention DEFAULT =
            new Retention(Duration.ofDays(90), Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365));

    public Retention {
        for (var one : new Duration[] {occurrences, hours, incidents, gaps}) {
            if (one.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("a history is kept for a day at least, not " + one);
            }
        }
    }

    /** By the newest time heard: a history that is fed no longer stays as it is. */
    void apply(Connection connection, Database database, Rollup rollup, Books books) throws SQLException {
        var heard = Rollup.time(connection, "SELECT MAX(last_heard) FROM cluster");
        if (heard.isEmpty()) {
            return;
        }
        var now = heard.get();
        var raw = earlier(day(now.minus(occurrences)), rollup.horizon()); // never before it has been added up
        if (raw.isAfter(rollup.rawFrom())) {
            database.dropMonths(connection, OccurrenceTable.NAME, month(raw));
            delete(connection, "DELETE FROM coded_occurrence WHERE happened_at < ?", raw);
            rollup.deletedBefore(connection, raw);
        }
        var sums = day(now.minus(hours));
        delete(connection, "DELETE FROM coded_occurrence_hour WHERE happened_at < ?", sums);
        delete(connection, "DELETE FROM coded_occurrence_day WHERE happened_at < ?", sums);
        delete(connection, "DELETE FROM cluster_gap WHERE ended_at < ?", day(now.minus(gaps)));
        var resolved = day(now.minus(incidents));
        delete(connection, "DELETE FROM coded_incident WHERE resolved_at < ?", resolved);
        // Those of an incident that is still open stay, however old.
        delete(
                connection,
                "DELETE FROM incident_revision WHERE updated_at < ? AND id NOT IN (SELECT id FROM coded_incident)",
                resolved);
        books.forget(connection, earlier(earlier(raw, sums), resolved));
    }

    private static void delete(Connection connection, String sql, Instant before) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Times.utc(before));
            statement.execute();
        }
    }

    private static Instant day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }
}
