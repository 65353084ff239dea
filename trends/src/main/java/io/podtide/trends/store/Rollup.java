package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Adds occurrences up by hour, as far as a horizon: readers take hours before it from {@code occurrence_hour} and the rest
 * from {@code occurrence} itself, so that they miss nothing. What comes late is added up anew. Not thread-safe.
 */
final class Rollup {

    /** An hour is over when it has been for so long. */
    private static final Duration LATENESS = Duration.ofMinutes(5);

    private static final String SUMS =
            "INSERT INTO occurrence_hour SELECT date_trunc('hour', happened_at), kind, cluster, namespace, workload_kind,"
                    + " workload, node, image, cause, label_set, SUM(n) FROM occurrence WHERE happened_at >= ? AND happened_at < ?"
                    + " GROUP BY date_trunc('hour', happened_at), kind, cluster, namespace, workload_kind, workload, node,"
                    + " image, cause, label_set";

    private Instant horizon;
    private Instant rawFrom;

    private Rollup(Instant horizon, Instant rawFrom) {
        this.horizon = horizon;
        this.rawFrom = rawFrom;
    }

    static Rollup read(Connection connection) throws SQLException {
        return new Rollup(
                Facts.get(connection, Facts.HORIZON).map(Instant::parse).orElse(Instant.EPOCH),
                Facts.get(connection, Facts.RAW_FROM).map(Instant::parse).orElse(Instant.EPOCH));
    }

    /** Hours before it are added up. */
    Instant horizon() {
        return horizon;
    }

    /** Occurrences before it have been deleted. */
    Instant rawFrom() {
        return rawFrom;
    }

    void deletedBefore(Connection connection, Instant time) throws SQLException {
        rawFrom = time;
        Facts.put(connection, Facts.RAW_FROM, time.toString());
    }

    void run(Connection connection) throws SQLException {
        addLate(connection);
        var newest = time(connection, "SELECT MAX(last_heard) FROM cluster");
        var oldest = time(connection, "SELECT MIN(happened_at) FROM occurrence");
        if (newest.isEmpty() || oldest.isEmpty()) {
            return;
        }
        var to = newest.get().minus(LATENESS).truncatedTo(ChronoUnit.HOURS);
        var from = horizon.equals(Instant.EPOCH) ? oldest.get().truncatedTo(ChronoUnit.HOURS) : horizon;
        if (!from.isBefore(to)) {
            return;
        }
        for (var day = from;
                day.isBefore(to);
                day = day.plus(1, ChronoUnit.DAYS)) { // by day: bounds the memory it takes
            var end = day.plus(1, ChronoUnit.DAYS);
            sum(connection, day, end.isBefore(to) ? end : to);
        }
        Facts.put(connection, Facts.HORIZON, to.toString());
        horizon = to;
    }

    private static void addLate(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var hours = new java.util.TreeSet<Instant>();
            try (var rows = statement.executeQuery("SELECT DISTINCT happened_at FROM late_hour")) {
                while (rows.next()) {
                    hours.add(Times.instant(rows.getObject(1, LocalDateTime.class)));
                }
            }
            if (hours.isEmpty()) {
                return;
            }
            statement.execute("DELETE FROM occurrence_hour WHERE happened_at IN (SELECT happened_at FROM late_hour)");
            for (var hour : hours) {
                sum(connection, hour, hour.plus(1, ChronoUnit.HOURS));
            }
            statement.execute("DELETE FROM late_hour");
        }
    }

    private static void sum(Connection connection, Instant from, Instant to) throws SQLException {
        try (var statement = connection.prepareStatement(SUMS)) {
            statement.setObject(1, Times.utc(from));
            statement.setObject(2, Times.utc(to));
            statement.execute();
        }
    }

    static Optional<Instant> time(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, LocalDateTime.class)).map(Times::instant);
        }
    }
}
