package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    private Incidents() {}

    /** Of the rows that the condition leaves, with the sentence from the revision they come from. */
    static Sql select(Asked asked, Sql condition, String order, int offset) {
        return Sql.of(
                        "SELECT t.id, t.state, t.severity, t.kind, t.scope, t.cluster, t.namespace, t.workload_kind, t.workload,"
                                + " t.node, t.container, t.image, t.cause, t.pod_count, t.occurrences, t.reopened, t.started_at,"
                                + " t.opened_at, t.updated_at, t.resolved_at,"
                                + " EXTRACT(EPOCH FROM (COALESCE(t.resolved_at, ?) - t.started_at)) / 60.0, t.muted,"
                                + " t.parent_id, t.revision, t.seq, CAST(r.document AS json) ->> 'summary'"
                                + " FROM (SELECT * FROM incident t WHERE ",
                        asked.now())
                .add(condition)
                .add(states(asked))
                .add(named(asked))
                .add(asked.filters().and())
                .add(" ORDER BY " + order + " LIMIT ? OFFSET ?", asked.limit() + 1, offset)
                .add(") t LEFT JOIN incident_revision r ON r.id = t.id AND r.revision = t.revision AND r.updated_at ="
                        + " t.updated_at ORDER BY " + order);
    }

    /** Conditions on state and severity, each with {@code AND} before it. */
    static Sql states(Asked asked) {
        return in(" AND t.state IN (", asked.states()).add(in(" AND t.severity IN (", asked.severities()));
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
            NAMES.forEach(name -> sql.add(name + " ILIKE ? ESCAPE '^' OR ", like));
            // Constants are searched as people write them, too: image not found.
            var constant = like.replace(' ', '_').replace('-', '_');
            sql.add("t.cause ILIKE ? ESCAPE '^' OR t.kind ILIKE ? ESCAPE '^')", constant, constant);
        }
        return sql;
    }

    private static Sql in(String begin, List<String> values) {
        if (values.isEmpty()) {
            return new Sql();
        }
        var marks = new ArrayList<>(Collections.nCopies(values.size(), "?"));
        return Sql.of(begin + String.join(", ", marks) + ")", values.toArray());
    }

    static String expressions(List<Group> groups) {
        return Group.expressions(groups).stream().map(e -> e + ", ").collect(Collectors.joining());
    }
}
