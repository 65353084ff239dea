package io.podtide.trends.query;

import java.time.Instant;

/** Where a measure is counted: the table, when a row of it counts, and how much. */
final class Counted {

    private static final String MINUTES = "EXTRACT(EPOCH FROM (COALESCE(t.resolved_at, ?) - t.started_at)) / 60.0";

    private Counted() {}

    /** When a row counts. */
    static String time(Measure measure) {
        return measure.ofIncidents() ? "t.opened_at" : "t.happened_at";
    }

    /** How much a row counts. */
    static Sql value(Asked asked) {
        return switch (asked.measure()) {
            case INCIDENTS -> Sql.of("1");
            case MINUTES -> Sql.of(MINUTES, asked.now());
            case RESTARTS, OOM_KILLS, EVICTIONS, OCCURRENCES -> Sql.of("t.n");
        };
    }

    /** {@code FROM} and {@code WHERE}, for a time and with all filters. */
    static Sql rows(Asked asked, Instant from, Instant to, Horizon horizon) {
        var measure = asked.measure();
        var sql = new Sql();
        if (measure.ofIncidents()) {
            sql.add(" FROM incident t")
                    .add(Group.joins(asked.groups()))
                    .add(" WHERE t.opened_at >= ? AND t.opened_at < ?", from, to)
                    .add(Incidents.states(asked));
        } else {
            sql.add(" FROM ")
                    .add(Occurrences.between(from, to, horizon))
                    .add(" t")
                    .add(Group.joins(asked.groups()))
                    .add(" WHERE 1 = 1");
            if (measure.kind() != null) {
                sql.add(" AND t.kind = ?", measure.kind().name());
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
