package io.podtide.trends.query;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
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
                Column.time("gapSince"),
                NotSeen.column());
    }

    /** A pod that is part of two incidents is affected twice now, and once in the last day. */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        return Sql.of(
                        "SELECT c.cluster, CASE WHEN c.gap_since IS NOT NULL OR c.last_heard < ? OR o.silent > 0 THEN"
                                + " 'SILENT' WHEN o.critical > 0 THEN 'CRITICAL' WHEN o.open > 0 THEN 'DEGRADED' ELSE 'HEALTHY'"
                                + " END AS health, COALESCE(o.open, 0), COALESCE(o.critical, 0), COALESCE(o.warning, 0), COALESCE(o.pods,"
                                + " 0), COALESCE(p.pods, 0), COALESCE(d.incidents, 0), c.last_heard, c.gap_since, n.parts",
                        asked.now().minus(SILENT))
                .add(
                        " FROM (SELECT cluster, MAX(last_heard) AS last_heard, MAX(gap_since) AS gap_since FROM (SELECT cluster,"
                                + " last_heard, gap_since FROM cluster UNION ALL SELECT DISTINCT w.text, CAST(NULL AS TIMESTAMP), CAST(NULL"
                                + " AS TIMESTAMP) FROM coded_incident t JOIN word w ON w.id = t.cluster WHERE t.resolved_at IS NULL AND"
                                + " t.cluster <> 0) u GROUP BY cluster) c")
                .add(joined("o", open()))
                .add(joined(
                        "p",
                        Sql.of(
                                "SELECT cluster AS id, COUNT(*) AS pods FROM (SELECT DISTINCT t.cluster, t.pod_uid FROM"
                                        + " coded_occurrence t WHERE t.happened_at >= ? AND t.happened_at < ? AND t.pod <> '') u GROUP BY"
                                        + " cluster",
                                asked.from(),
                                asked.to())))
                .add(joined(
                        "d",
                        Sql.of(
                                "SELECT t.cluster AS id, COUNT(*) AS incidents FROM coded_incident t WHERE t.opened_at >= ? AND"
                                        + " t.opened_at < ? GROUP BY t.cluster",
                                asked.from(),
                                asked.to())))
                .add(NotSeen.joined())
                .add(" WHERE 1 = 1")
                .add(asked.filters().onText("c."))
                .add(
                        " ORDER BY CASE WHEN COALESCE(o.critical, 0) > 0 THEN 0 WHEN COALESCE(o.open, 0) > 0 THEN 1 ELSE 2 END,"
                                + " COALESCE(o.pods, 0) DESC, c.cluster LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }

    private static Sql open() {
        return Sql.of("SELECT t.cluster AS id, COUNT(*) AS open, SUM(t.pod_count * ")
                .add(one("t.scope", Scope.WORKLOAD))
                .add(") AS pods, SUM(")
                .add(one("t.severity", Severity.CRITICAL))
                .add(") AS critical, SUM(")
                .add(one("t.severity", Severity.WARNING))
                .add(") AS warning, SUM(")
                .add(one("t.kind", Kind.CLUSTER_SILENT))
                .add(") AS silent FROM coded_incident t WHERE t.resolved_at IS NULL GROUP BY t.cluster");
    }

    /** 1 where a column has it, else 0. */
    private static Sql one(String column, Enum<?> constant) {
        return Sql.of("CASE WHEN " + column + " = ")
                .add(Words.code(constant.name()))
                .add(" THEN 1 ELSE 0 END");
    }

    /** With the rows of a table that has numbers of clusters. */
    private static Sql joined(String alias, Sql counts) {
        return Sql.of(" LEFT JOIN (SELECT w.text AS cluster, n.* FROM (")
                .add(counts)
                .add(") n JOIN word w ON w.id = n.id) " + alias + " ON " + alias + ".cluster = c.cluster");
    }
}
