package io.podtide.trends.query;

/** What of a cluster is not seen at present though its pods are: {@code EVENTS (FORBIDDEN), NODES (FORBIDDEN)}. */
final class NotSeen {

    private NotSeen() {}

    static Column column() {
        return Column.text("notSeen");
    }

    /** To be joined with a table {@code c} of clusters; the text is {@code n.parts}, null where all is seen. */
    static Sql joined() {
        return Sql.of(
                " LEFT JOIN (SELECT cluster, STRING_AGG(part || ' (' || reason || ')', ', ' ORDER BY part) AS parts FROM"
                        + " cluster_unseen GROUP BY cluster) n ON n.cluster = c.cluster");
    }
}
