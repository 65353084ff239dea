package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code top}. */
final class Top implements Question {

    static final List<Group> WORKLOADS =
            List.of(Group.by(Dimension.CLUSTER), Group.by(Dimension.NAMESPACE), Group.by(Dimension.WORKLOAD));

    @Override
    public String name() {
        return "top";
    }

    @Override
    public String description() {
        return "Workloads (or clusters, images, causes ...) with the most incidents, minutes affected, restarts or OOM"
                + " kills.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(
                Parameter.SINCE,
                Parameter.FROM,
                Parameter.TO,
                Parameter.GROUP,
                Parameter.BY,
                Parameter.LIMIT,
                Parameter.AFTER));
        return all;
    }

    @Override
    public List<Group> groups() {
        return WORKLOADS;
    }

    @Override
    public Asked settle(Asked asked, Horizon horizon) {
        return Counted.settle(asked, horizon);
    }

    @Override
    public List<Column> columns(Asked asked) {
        var columns = new ArrayList<>(Group.columns(asked.groups()));
        columns.add(Counted.column(asked, "value"));
        columns.add(Column.time("lastAt"));
        return columns;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        var keys = Keys.of(asked.groups());
        return Sql.of("SELECT " + keys.texts() + "a.value" + Counted.unit(asked.measure()) + ", a.last_at FROM (SELECT "
                        + keys.selected() + "SUM(")
                .add(Counted.value(asked))
                .add(") AS value, MAX(" + Counted.last(asked.measure()) + ") AS last_at")
                .add(Counted.rows(asked, asked.from(), asked.to(), horizon, Parts.BY_DAY))
                .add(keys.groupBy() + ") a" + keys.joins())
                .add(" ORDER BY a.value DESC" + keys.order() + " LIMIT ? OFFSET ?", asked.limit() + 1, asked.offset());
    }
}
