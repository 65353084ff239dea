package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Adds occurrences up by hour, as far as a horizon, and by day as far as days before it are whole: readers take what lies before it
 * from the sums and the rest from the occurrences themselves, so that they miss nothing. What comes late is added up anew. Not
 * thread-safe.
 */
final class Rollup {

    /** An hour is over when it has been for so long. */
    private static final Duration LATENESS = Duration.ofMinutes(5);

    private static final String DIMENSIONS = "kind, cluster, namespace, workload_kind, workload, node, image, cause";

    // Ordered by time and kind: what is read together then lies together.

    private static final String HOURS =
            "INSERT INTO coded_occurrence_hour SELECT date_trunc('hour', happened_at), MIN(happened_at), MAX(happened_at),"
                    + " label_set, SUM(n), " + DIMENSIONS
                    + " FROM coded_occurrence WHERE happened_at >= ? AND happened_at < ?"
                    + " GROUP BY date_trunc('hour', happened_at), label_set, " + DIMENSIONS + " ORDER BY 1, 6";

    private static final String DAYS =
            "INSERT INTO coded_occurrence_day SELECT date_trunc('day', happened_at), MIN(first_at), MAX(last_at), label_set,"
                    + " SUM(n), " + DIMENSIONS
                    + " FROM coded_occurrence_hour WHERE happened_at >= ? AND happened_at < ?"
                    + " GROUP BY date_trunc('day', happened_at), label_set, " + DIMENSIONS + " ORDER BY 1, 6";

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
        var oldest = time(connection, "SELECT MIN(happened_at) FROM coded_occurrence");
        if (newest.isEmpty() || oldest.isEmpty()) {
            return;
        }
        var to = newest.get().minus(LATENESS).truncatedTo(ChronoUnit.HOURS);
        var from = horizon.equals(Instant.EPOCH) ? oldest.get().truncatedTo(ChronoUnit.HOURS) : horizon;
        if (!from.isBefore(to)) {
            return;
        }
        for (var day = day(from); day.isBefore(to); day = next(day)) { // by day: bounds the memory it takes
            boolean whole = !next(day).isAfter(to);
            sum(connection, HOURS, day.isBefore(from) ? from : day, whole ? next(day) : to);
            if (whole) {
                sum(connection, DAYS, day, next(day));
            }
        }
        Facts.put(connection, Facts.HORIZON, to.toString());
        horizon = to;
    }

    private void addLate(Connection connection) throws SQLException {
        var hours = new TreeSet<Instant>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT DISTINCT happened_at FROM late_hour")) {
            while (rows.next()) {
                hours.add(Times.instant(rows.getObject(1, LocalDateTime.class)));
            }
        }
        var days = new TreeSet<Instant>();
        for (var hour : hours) {
            sumAnew(connection, "coded_occurrence_hour", HOURS, hour, hour.plus(1, ChronoUnit.HOURS));
            days.add(day(hour));
        }
        for (var day : days.headSet(day(horizon))) {
            sumAnew(connection, "coded_occurrence_day", DAYS, day, next(day));
        }
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM late_hour");
        }
    }

    private static void sumAnew(Connection connection, String table, String sums, Instant from, Instant to)
            throws SQLException {
        sum(connection, "DELETE FROM " + table + " WHERE happened_at >= ? AND happened_at < ?", from, to);
        sum(connection, sums, from, to);
    }

    private static void sum(Connection connection, String sql, Instant from, Instant to) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Times.utc(from));
            statement.setObject(2, Times.utc(to));
            statement.execute();
        }
    }

    private static Instant day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant next(Instant day) {
        return day.plus(1, ChronoUnit.DAYS);
    }

    static Optional<Instant> time(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, LocalDateTime.class)).map(Times::instant);
        }
    }
}
