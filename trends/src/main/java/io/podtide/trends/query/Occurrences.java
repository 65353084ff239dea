package io.podtide.trends.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Occurrences of a time, from their sums by hour where the time is long: ten times fewer rows. */
final class Occurrences {

    /** Up to here single ones are read, to the second. */
    private static final Duration SINGLY = Duration.ofDays(2);

    private static final String COLUMNS =
            "happened_at, kind, cluster, namespace, workload_kind, workload, node, image, cause, label_set, n";

    private Occurrences() {}

    /** Whole hours where sums are read. */
    static Asked settle(Asked asked, Horizon horizon) {
        return singly(asked.from(), asked.to(), horizon)
                ? asked
                : asked.during(asked.from().truncatedTo(ChronoUnit.HOURS), ceiling(asked.to()));
    }

    static Instant ceiling(Instant time) {
        var floor = time.truncatedTo(ChronoUnit.HOURS);
        return floor.equals(time) ? time : floor.plus(1, ChronoUnit.HOURS);
    }

    private static boolean singly(Instant from, Instant to, Horizon horizon) {
        return !from.isBefore(horizon.singlyFrom())
                && Duration.between(from, to).compareTo(SINGLY) <= 0;
    }

    /** A table in parentheses, with the columns that all questions use. */
    static Sql between(Instant from, Instant to, Horizon horizon) {
        var border = horizon.summedTo();
        if (singly(from, to, horizon) || !border.isAfter(from)) {
            return Sql.of(
                    "(SELECT " + COLUMNS + " FROM occurrence WHERE happened_at >= ? AND happened_at < ?)", from, to);
        }
        if (!border.isBefore(to)) {
            return Sql.of(
                    "(SELECT " + COLUMNS + " FROM occurrence_hour WHERE happened_at >= ? AND happened_at < ?)",
                    from,
                    to);
        }
        return Sql.of(
                "(SELECT " + COLUMNS
                        + " FROM occurrence_hour WHERE happened_at >= ? AND happened_at < ? UNION ALL SELECT " + COLUMNS
                        + " FROM occurrence WHERE happened_at >= ? AND happened_at < ?)",
                from,
                border,
                border,
                to);
    }
}
