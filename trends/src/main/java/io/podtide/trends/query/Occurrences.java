package io.podtide.trends.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Occurrences of a time, from their sums by day and by hour where the time is long: many times fewer rows. */
final class Occurrences {

    /** Up to here single ones are read, to the second. */
    private static final Duration SINGLY = Duration.ofDays(2);

    private static final String DIMENSIONS =
            "kind, cluster, namespace, workload_kind, workload, node, image, cause, label_set, ";

    // Of the same types as the sums: PostgreSQL then adds up each of the tables by itself.
    private static final String SINGLE = "SELECT happened_at, happened_at AS first_at, happened_at AS last_at, "
            + DIMENSIONS + "CAST(n AS BIGINT) AS n FROM coded_occurrence";

    private static final String SUMS = "SELECT happened_at, first_at, last_at, " + DIMENSIONS + "n FROM ";
    private static final String HOURS = SUMS + "coded_occurrence_hour";
    private static final String DAYS = SUMS + "coded_occurrence_day";

    private Occurrences() {}

    /** Whole hours where sums are read. */
    static Asked settle(Asked asked, Horizon horizon) {
        return singly(asked.from(), asked.to(), horizon)
                ? asked
                : asked.during(asked.from().truncatedTo(ChronoUnit.HOURS), ceiling(asked.to()));
    }

    static Instant ceiling(Instant time) {
        return ceiling(time, ChronoUnit.HOURS);
    }

    private static Instant ceiling(Instant time, ChronoUnit unit) {
        var floor = time.truncatedTo(unit);
        return floor.equals(time) ? time : floor.plus(1, unit);
    }

    private static boolean singly(Instant from, Instant to, Horizon horizon) {
        return !from.isBefore(horizon.singlyFrom())
                && Duration.between(from, to).compareTo(SINGLY) <= 0;
    }

    /** A table in parentheses, with the columns that all questions use. */
    static Sql between(Instant from, Instant to, Horizon horizon, Parts parts) {
        var pieces = new ArrayList<Sql>();
        var border = singly(from, to, horizon) ? from : earlier(to, later(from, horizon.summedTo()));
        var begin = from;
        for (var cut : parts.cuts()) {
            if (cut.isAfter(begin) && cut.isBefore(border)) {
                addSums(pieces, begin, cut, parts);
                begin = cut;
            }
        }
        addSums(pieces, begin, border, parts);
        add(pieces, SINGLE, border, to);
        if (pieces.isEmpty()) {
            add(pieces, SINGLE, from, from.plusMillis(1)); // of no time there is nothing, and that has columns, too
        }
        var sql = Sql.of("(");
        for (int i = 0; i < pieces.size(); i++) {
            sql.add(i == 0 ? "" : " UNION ALL ").add(pieces.get(i));
        }
        return sql.add(")");
    }

    private static void addSums(List<Sql> pieces, Instant from, Instant to, Parts parts) {
        var firstDay = ceiling(from, ChronoUnit.DAYS);
        var lastDay = to.truncatedTo(ChronoUnit.DAYS);
        if (!parts.byDay() || !firstDay.isBefore(lastDay)) {
            add(pieces, HOURS, from, to);
            return;
        }
        add(pieces, HOURS, from, firstDay);
        add(pieces, DAYS, firstDay, lastDay);
        add(pieces, HOURS, lastDay, to);
    }

    private static void add(List<Sql> pieces, String table, Instant from, Instant to) {
        if (from.isBefore(to)) {
            pieces.add(Sql.of(table + " WHERE happened_at >= ? AND happened_at < ?", from, to));
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
