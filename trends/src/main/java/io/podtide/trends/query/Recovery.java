package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code recovery}. */
final class Recovery implements Question {

    private static final String TO_RECOVER = "EXTRACT(EPOCH FROM (t.resolved_at - t.started_at))";
    private static final String TO_DETECT = "EXTRACT(EPOCH FROM (t.opened_at - t.started_at))";

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String description() {
        return "How long incidents last (time to recover) and how soon they are found (time to detect), in seconds: mean, half"
                + " of them, nine of ten.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(
                Parameter.SINCE,
                Parameter.FROM,
                Parameter.TO,
                Parameter.SEVERITY,
                Parameter.GROUP,
                Parameter.LIMIT,
                Parameter.AFTER));
        return all;
    }

    @Override
    public List<Group> groups() {
        return List.of(Group.by(Dimension.KIND));
    }

    @Override
    public List<Column> columns(Asked asked) {
        var columns = new ArrayList<>(Group.columns(asked.groups()));
        columns.add(Column.count("incidents"));
        columns.add(Column.count("resolved"));
        columns.add(Column.number("recoverMean"));
        columns.add(Column.number("recoverP50"));
        columns.add(Column.number("recoverP90"));
        columns.add(Column.number("detectMean"));
        columns.add(Column.number("detectP50"));
        columns.add(Column.number("detectP90"));
        return columns;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        var expressions = Group.expressions(asked.groups());
        return Sql.of("SELECT " + Incidents.expressions(asked.groups())
                        + "COUNT(*) AS incidents, COUNT(t.resolved_at), AVG("
                        + TO_RECOVER + "), " + percentile(0.5, TO_RECOVER) + ", " + percentile(0.9, TO_RECOVER)
                        + ", AVG("
                        + TO_DETECT + "), " + percentile(0.5, TO_DETECT) + ", " + percentile(0.9, TO_DETECT))
                .add(" FROM incident t")
                .add(Group.joins(asked.groups()))
                .add(" WHERE t.opened_at >= ? AND t.opened_at < ?", asked.from(), asked.to())
                .add(Incidents.states(asked))
                .add(asked.filters().and())
                .add(expressions.isEmpty() ? "" : " GROUP BY " + String.join(", ", expressions))
                .add(
                        " ORDER BY incidents DESC"
                                + (expressions.isEmpty() ? "" : ", " + String.join(", ", expressions))
                                + " LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }

    private static String percentile(double share, String expression) {
        return "PERCENTILE_CONT(" + share + ") WITHIN GROUP (ORDER BY " + expression + ")";
    }
}
