package io.podtide.trends.query;

import io.podtide.detect.incident.Incident.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code oom-by-hour}. */
final class OomByHour implements Question {

    @Override
    public String name() {
        return "oom-by-hour";
    }

    @Override
    public String description() {
        return "Out-of-memory kills by hour of the day, UTC: a nightly job shows.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(Parameter.SINCE, Parameter.FROM, Parameter.TO));
        return all;
    }

    @Override
    public Asked settle(Asked asked, Horizon horizon) {
        return Occurrences.settle(asked, horizon);
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(Column.count("hour"), Column.count("kills"));
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        return Sql.of(
                        "SELECT h.hour, COALESCE(k.kills, 0) FROM (SELECT CAST(hour AS INTEGER) AS hour FROM generate_series(0,"
                                + " 23) AS h(hour)) h LEFT JOIN (SELECT CAST(date_part('hour', happened_at) AS INTEGER) AS hour,"
                                + " SUM(n) AS kills FROM (SELECT t.happened_at, SUM(t.n) AS n FROM ")
                .add(Occurrences.between(asked.from(), asked.to(), horizon, Parts.BY_HOUR))
                .add(" t WHERE t.kind = ")
                .add(Words.code(Kind.OOM.name()))
                .add(asked.filters().and())
                .add(
                        " GROUP BY t.happened_at) s GROUP BY CAST(date_part('hour', happened_at) AS INTEGER)) k ON k.hour ="
                                + " h.hour ORDER BY h.hour");
    }
}
