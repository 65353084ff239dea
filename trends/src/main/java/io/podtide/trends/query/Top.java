package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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
        int groups = Group.expressions(asked.groups()).size();
        var positions =
                IntStream.rangeClosed(1, groups).mapToObj(Integer::toString).toList();
        var list = String.join(", ", positions);
        return Sql.of("SELECT " + Incidents.expressions(asked.groups()) + "SUM(")
                .add(Counted.value(asked))
                .add(") AS value, MAX(" + Counted.time(asked.measure()) + ")")
                .add(Counted.rows(asked, asked.from(), asked.to(), horizon))
                .add(" GROUP BY " + String.join(", ", Group.expressions(asked.groups())))
                .add(" ORDER BY value DESC, " + list + " LIMIT ? OFFSET ?", asked.limit() + 1, asked.offset());
    }
}
