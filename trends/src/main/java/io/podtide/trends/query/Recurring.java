package io.podtide.trends.query;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code recurring}. */
final class Recurring implements Question {

    @Override
    public String name() {
        return "recurring";
    }

    @Override
    public String description() {
        return "Workloads in which the same cause came again within a week (--within): what was patched up and not mended.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(
                Parameter.SINCE,
                Parameter.FROM,
                Parameter.TO,
                Parameter.SEVERITY,
                Parameter.WITHIN,
                Parameter.LIMIT,
                Parameter.AFTER));
        return all;
    }

    @Override
    public Duration within() {
        return Duration.ofDays(7);
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("cluster"),
                Column.text("namespace"),
                Column.text("workloadKind"),
                Column.text("workload"),
                Column.text("node"),
                Column.text("cause"),
                Column.count("times"),
                Column.number("shortestHours"),
                Column.time("firstAt"),
                Column.time("lastAt"));
    }

    /** Counted by what recurs, a single number; whose it is stands in the first of its incidents. */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        // The node only where there is no workload: it is a node's own incident then.
        var keys = Keys.of(
                "i.cluster",
                "i.namespace",
                "i.workload_kind",
                "i.workload",
                "CASE WHEN i.workload = 0 THEN i.node ELSE 0 END",
                "i.cause");
        return Sql.of("SELECT DISTINCT " + keys.texts()
                        + "a.times, a.shortest / 3600000.0, a.first_at, a.last_at FROM (SELECT " + keys.selected()
                        + "r.times, r.shortest, i.previous_at AS first_at, r.last_at FROM (SELECT t.recurrence, COUNT(*) AS times,"
                        + " MIN(t.again_ms) AS shortest, MIN(t.opened_at) AS first_again, MAX(t.opened_at) AS last_at FROM"
                        + " coded_incident t")
                .add(
                        " WHERE t.opened_at >= ? AND t.opened_at < ? AND t.again_ms <= CAST(? AS BIGINT)",
                        asked.from(),
                        asked.to(),
                        asked.within().toMillis())
                .add(Incidents.states(asked))
                .add(asked.filters().and())
                .add(
                        " GROUP BY t.recurrence ORDER BY times DESC, last_at DESC, t.recurrence LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset())
                .add(") r JOIN coded_incident i ON i.recurrence = r.recurrence AND i.opened_at = r.first_again) a")
                .add(keys.joins() + " ORDER BY a.times DESC, a.last_at DESC" + keys.order());
    }
}
