package io.podtide.trends.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Single incidents: those open now, or all of a time. */
final class Incidents {

    static final Set<Parameter> FILTERS = EnumSet.of(
            Parameter.CLUSTER,
            Parameter.NAMESPACE,
            Parameter.WORKLOAD,
            Parameter.KIND,
            Parameter.CAUSE,
            Parameter.IMAGE,
            Parameter.NODE,
            Parameter.LABEL);

    static final List<Column> COLUMNS = List.of(
            Column.text("id"),
            Column.text("state"),
            Column.text("severity"),
            Column.text("kind"),
            Column.text("scope"),
            Column.text("cluster"),
            Column.text("namespace"),
            Column.text("workloadKind"),
            Column.text("workload"),
            Column.text("node"),
            Column.text("container"),
            Column.text("image"),
            Column.text("cause"),
            Column.count("podCount"),
            Column.count("occurrences"),
            Column.count("reopened"),
            Column.time("startedAt"),
            Column.time("openedAt"),
            Column.time("updatedAt"),
            Column.time("resolvedAt"),
            Column.number("minutes"),
            new Column("muted", Column.Type.FLAG),
            Column.text("parentId"),
            Column.count("revision"),
            Column.count("seq"),
            Column.text("summary"));

    /** Searched for a text. */
    private static final List<String> NAMES =
            List.of("t.cluster", "t.namespace", "t.workload", "t.node", "t.container", "t.image");

    /** Columns of the table that answers have texts of, in their order. */
    private static final List<String> CODED = List.of(
            "state",
            "severity",
            "kind",
            "scope",
            "cluster",
            "namespace",
            "workload_kind",
            "workload",
            "node",
            "container",
            "image",
            "cause");

    private Incidents() {}

    /** Of the rows that the condition leaves, with the sentence from the revision they come from. */
    static Sql select(Asked asked, Sql condition, Order order, int offset) {
        var names = Keys.of(CODED.stream().map("t."::concat).toArray(String[]::new));
        return Sql.of(
                        "SELECT a.id, " + names.texts()
                                + "a.pod_count, a.occurrences, a.reopened, a.started_at, a.opened_at,"
                                + " a.updated_at, a.resolved_at,"
                                + " EXTRACT(EPOCH FROM (COALESCE(a.resolved_at, ?) - a.started_at)) / 60.0, a.muted,"
                                + " a.parent_id, a.revision, a.seq, CAST(r.document AS json) ->> 'summary'"
                                + " FROM (SELECT " + names.selected() + "t.* FROM coded_incident t WHERE ",
                        asked.now())
                .add(condition)
                .add(states(asked))
                .add(named(asked))
                .add(asked.filters().and())
                .add(" ORDER BY ")
                .add(order.of("t"))
                .add(" LIMIT ? OFFSET ?", asked.limit() + 1, offset)
                .add(") a" + names.joins()
                        + " LEFT JOIN incident_revision r ON r.id = a.id AND r.revision = a.revision AND"
                        + " r.updated_at = a.updated_at ORDER BY ")
                .add(order.of("a"));
    }

    /** Of a table with this alias. */
    interface Order {
        Sql of(String alias);
    }

    /** Conditions on state and severity, each with {@code AND} before it. */
    static Sql states(Asked asked) {
        return in("t.state", asked.states()).add(in("t.severity", asked.severities()));
    }

    /** Conditions on names and the parent, each with {@code AND} before it. */
    private static Sql named(Asked asked) {
        var sql = new Sql();
        if (asked.parent() != null) {
            sql.add(" AND t.parent_id = ?", asked.parent());
        }
        if (asked.text() != null) {
            var like = Pattern.containing(asked.text());
            sql.add(" AND (");
            NAMES.forEach(name -> sql.add(Words.like(name, like)).add(" OR "));
            // Constants are searched as people write them, too: image not found.
            var constant = like.replace(' ', '_').replace('-', '_');
            sql.add(Words.like("t.cause", constant))
                    .add(" OR ")
                    .add(Words.like("t.kind", constant))
                    .add(")");
        }
        return sql;
    }

    private static Sql in(String column, List<String> values) {
        var sql = new Sql();
        for (int i = 0; i < values.size(); i++) {
            sql.add(i == 0 ? " AND " + column + " IN (" : ", ").add(Words.code(values.get(i)));
        }
        return sql.add(values.isEmpty() ? "" : ")");
    }
}
