package io.podtide.trends.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code pipeline}. */
final class PipelineHealth implements Question {

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String description() {
        return "Whether Podtide itself was there: for each cluster the times of which nothing is known, and how far behind"
                + " ingest and streams are.";
    }

    @Override
    public Set<Parameter> parameters() {
        return EnumSet.of(
                Parameter.SINCE, Parameter.FROM, Parameter.TO, Parameter.CLUSTER, Parameter.LIMIT, Parameter.AFTER);
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("cluster"),
                Column.number("availabilityPercent"),
                Column.count("gaps"),
                Column.number("gapSeconds"),
                Column.number("longestGapSeconds"),
                Column.time("lastGapAt"),
                Column.time("firstHeard"),
                Column.time("lastHeard"),
                Column.number("ingestBehindSeconds"),
                Column.number("streamsBehindSeconds"),
                NotSeen.column(),
                Column.number("eventsUnseenSeconds"),
                Column.number("nodesUnseenSeconds"));
    }

    /**
     * A cluster counts from when it was first heard of; a gap that goes on ends with the time asked for. It is there while its pods
     * are seen: what else is not seen has columns of its own.
     */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        return Sql.of(
                        "SELECT c.cluster, CASE WHEN ? <= c.first_heard THEN NULL ELSE 100.0 * (1 - COALESCE(g.seconds, 0) /"
                                + " EXTRACT(EPOCH FROM (? - GREATEST(c.first_heard, ?)))) END, COALESCE(g.gaps, 0),"
                                + " COALESCE(g.seconds, 0), COALESCE(g.longest, 0), g.last_at, c.first_heard, c.last_heard,"
                                + " GREATEST(0, EXTRACT(EPOCH FROM (? - c.last_heard))), GREATEST(0, EXTRACT(EPOCH FROM"
                                + " (c.last_heard - c.processed_to))), n.parts, COALESCE(g.events, 0), COALESCE(g.nodes, 0)",
                        asked.to(),
                        asked.to(),
                        asked.from(),
                        asked.now())
                .add(
                        " FROM cluster c LEFT JOIN (SELECT g.cluster, COUNT(CASE WHEN g.part = 'PODS' THEN 1 END) AS gaps, SUM(")
                .add(seconds("PODS", asked))
                .add(") AS seconds, MAX(")
                .add(seconds("PODS", asked))
                .add(") AS longest, MAX(CASE WHEN g.part = 'PODS' THEN g.started_at END) AS last_at, SUM(")
                .add(seconds("EVENTS", asked))
                .add(") AS events, SUM(")
                .add(seconds("NODES", asked))
                .add(") AS nodes")
                .add(
                        " FROM (SELECT cluster, started_at, ended_at, CASE WHEN reason IN ('EVENTS', 'NODES') THEN reason ELSE"
                                + " 'PODS' END AS part FROM cluster_gap UNION ALL SELECT cluster, COALESCE(gap_since, last_heard),"
                                + " CAST(? AS TIMESTAMP), 'PODS' FROM cluster WHERE gap_since IS NOT NULL OR last_heard < ? UNION ALL"
                                + " SELECT cluster, since, CAST(? AS TIMESTAMP), part FROM cluster_unseen) g",
                        asked.now(),
                        asked.now().minusSeconds(60),
                        asked.now())
                .add(
                        " WHERE g.started_at < ? AND g.ended_at > ? GROUP BY g.cluster) g ON g.cluster = c.cluster",
                        asked.to(),
                        asked.from())
                .add(NotSeen.joined())
                .add(" WHERE 1 = 1")
                .add(asked.filters().onText("c."))
                .add(
                        " ORDER BY COALESCE(g.seconds, 0) DESC, c.cluster LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }

    /** Of a gap of this part, as far as it is within what is asked for; null of another. */
    private static Sql seconds(String part, Asked asked) {
        return Sql.of(
                "CASE WHEN g.part = '" + part
                        + "' THEN EXTRACT(EPOCH FROM (LEAST(g.ended_at, ?) - GREATEST(g.started_at, ?))) END",
                asked.to(),
                asked.from());
    }
}
