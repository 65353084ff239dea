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

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        // The node only where there is no workload: it is a node's own incident then.
        var keys = Keys.of(
                "t.cluster",
                "t.namespace",
                "t.workload_kind",
                "t.workload",
                "CASE WHEN t.workload = 0 THEN t.node ELSE 0 END",
                "t.cause");
        return Sql.of("SELECT " + keys.texts()
                        + "a.times, EXTRACT(EPOCH FROM a.shortest) / 3600.0, a.first_at, a.last_at FROM (SELECT "
                        + keys.selected()
                        + "COUNT(*) AS times, MIN(t.opened_at - t.previous_at) AS shortest, MIN(t.previous_at) AS first_at,"
                        + " MAX(t.opened_at) AS last_at FROM coded_incident t")
                .add(
                        " WHERE t.opened_at >= ? AND t.opened_at < ? AND t.previous_at >= t.opened_at - CAST(? AS BIGINT) *"
                                + " INTERVAL '1 second'",
                        asked.from(),
                        asked.to(),
                        asked.within().toSeconds())
                .add(Incidents.states(asked))
                .add(asked.filters().and())
                .add(keys.groupBy() + ") a" + keys.joins())
                .add(
                        " ORDER BY a.times DESC, a.last_at DESC" + keys.order() + " LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }
}
