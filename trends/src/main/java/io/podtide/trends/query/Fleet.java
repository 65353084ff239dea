package io.podtide.trends.query;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code fleet}. */
final class Fleet implements Question {

    /** As the rule {@code cluster-silent} has it by default. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String description() {
        return "How each cluster is: its open incidents, pods affected now and in the last day, when it was last heard of.";
    }

    @Override
    public Set<Parameter> parameters() {
        return EnumSet.of(Parameter.CLUSTER, Parameter.LIMIT, Parameter.AFTER);
    }

    @Override
    public Duration since() {
        return Duration.ofDays(1);
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("cluster"),
                Column.text("state"),
                Column.count("openIncidents"),
                Column.count("criticalIncidents"),
                Column.count("warningIncidents"),
                Column.count("affectedPodsNow"),
                Column.count("affectedPods24h"),
                Column.count("incidents24h"),
                Column.time("lastHeard"),
                Column.time("gapSince"));
    }

    /** A pod that is part of two incidents is affected twice now, and once in the last day. */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        return Sql.of(
                        "SELECT c.cluster, CASE WHEN c.gap_since IS NOT NULL OR c.last_heard < ? OR o.silent > 0 THEN"
                                + " 'SILENT' WHEN o.critical > 0 THEN 'CRITICAL' WHEN o.open > 0 THEN 'DEGRADED' ELSE 'HEALTHY'"
                                + " END AS health, COALESCE(o.open, 0), COALESCE(o.critical, 0), COALESCE(o.warning, 0), COALESCE(o.pods,"
                                + " 0), COALESCE(p.pods, 0), COALESCE(d.incidents, 0), c.last_heard, c.gap_since",
                        asked.now().minus(SILENT))
                .add(
                        " FROM (SELECT cluster, MAX(last_heard) AS last_heard, MAX(gap_since) AS gap_since FROM (SELECT cluster,"
                                + " last_heard, gap_since FROM cluster UNION ALL SELECT DISTINCT cluster, CAST(NULL AS TIMESTAMP),"
                                + " CAST(NULL AS TIMESTAMP) FROM incident WHERE resolved_at IS NULL AND cluster <> '') u GROUP BY"
                                + " cluster) c")
                .add(
                        " LEFT JOIN (SELECT cluster, COUNT(*) AS open, SUM(CASE WHEN severity = 'CRITICAL' THEN 1 ELSE 0 END) AS"
                                + " critical, SUM(CASE WHEN severity = 'WARNING' THEN 1 ELSE 0 END) AS warning, SUM(CASE WHEN kind ="
                                + " 'CLUSTER_SILENT' THEN 1 ELSE 0 END) AS silent, SUM(CASE WHEN scope = 'WORKLOAD' THEN pod_count ELSE"
                                + " 0 END) AS pods FROM incident WHERE resolved_at IS NULL GROUP BY"
                                + " cluster) o ON o.cluster = c.cluster")
                .add(
                        " LEFT JOIN (SELECT cluster, COUNT(*) AS pods FROM (SELECT DISTINCT cluster, pod_uid FROM occurrence WHERE"
                                + " happened_at >= ? AND happened_at < ? AND pod <> '') u GROUP BY cluster) p ON p.cluster ="
                                + " c.cluster",
                        asked.from(),
                        asked.to())
                .add(
                        " LEFT JOIN (SELECT cluster, COUNT(*) AS incidents FROM incident WHERE opened_at >= ? AND opened_at < ?"
                                + " GROUP BY cluster) d ON d.cluster = c.cluster",
                        asked.from(),
                        asked.to())
                .add(" WHERE 1 = 1")
                .add(asked.filters().onText("c."))
                .add(
                        " ORDER BY CASE WHEN COALESCE(o.critical, 0) > 0 THEN 0 WHEN COALESCE(o.open, 0) > 0 THEN 1 ELSE 2 END,"
                                + " COALESCE(o.pods, 0) DESC, c.cluster LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }
}
