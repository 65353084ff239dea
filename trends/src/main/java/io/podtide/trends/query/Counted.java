package io.podtide.trends.query;

import java.time.Instant;

/** Where a measure is counted: the table, when a row of it counts, and how much. */
final class Counted {

    private static final String MILLIS =
            "CASE WHEN t.recover_ms IS NULL THEN CAST(EXTRACT(EPOCH FROM (CAST(? AS TIMESTAMP) - t.started_at)) * 1000 AS"
                    + " BIGINT) ELSE t.recover_ms END";

    private Counted() {}

    /** When a row counts. */
    static String time(Measure measure) {
        return measure.ofIncidents() ? "t.opened_at" : "t.happened_at";
    }

    /** When the first of a row was. */
    static String first(Measure measure) {
        return measure.ofIncidents() ? "t.opened_at" : "t.first_at";
    }

    /** When the last of a row was. */
    static String last(Measure measure) {
        return measure.ofIncidents() ? "t.opened_at" : "t.last_at";
    }

    /** How much a row counts, in whole numbers: those are added up fastest. */
    static Sql value(Asked asked) {
        return switch (asked.measure()) {
            case INCIDENTS -> Sql.of("1");
            case MINUTES -> Sql.of(MILLIS, asked.now());
            case RESTARTS, OOM_KILLS, EVICTIONS, OCCURRENCES -> Sql.of("t.n");
        };
    }

    /** What a sum has to be divided by. */
    static String unit(Measure measure) {
        return measure == Measure.MINUTES ? " / 60000.0" : "";
    }

    /** {@code FROM} and {@code WHERE}, for a time and with all filters. */
    static Sql rows(Asked asked, Instant from, Instant to, Horizon horizon, Parts parts) {
        var measure = asked.measure();
        var sql = new Sql();
        if (measure.ofIncidents()) {
            sql.add(" FROM coded_incident t")
                    .add(Group.joins(asked.groups()))
                    .add(" WHERE t.opened_at >= ? AND t.opened_at < ?", from, to)
                    .add(Incidents.states(asked));
        } else {
            sql.add(" FROM ")
                    .add(Occurrences.between(from, to, horizon, parts))
                    .add(" t")
                    .add(Group.joins(asked.groups()))
                    .add(" WHERE 1 = 1");
            if (measure.kind() != null) {
                sql.add(" AND t.kind = ").add(Words.code(measure.kind().name()));
            }
        }
        return sql.add(asked.filters().and());
    }

    static Asked settle(Asked asked, Horizon horizon) {
        return asked.measure().ofIncidents() ? asked : Occurrences.settle(asked, horizon);
    }

    /** Minutes have fractions, all else is whole. */
    static Column column(Asked asked, String name) {
        return asked.measure() == Measure.MINUTES ? Column.number(name) : Column.count(name);
    }
}
