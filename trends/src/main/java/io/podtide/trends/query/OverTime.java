package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code over-time}. */
final class OverTime implements Question {

    @Override
    public String name() {
        return "over-time";
    }

    @Override
    public String description() {
        return "Incidents (or restarts, kills ...) by hour, day or week; with a group, of the groups that have the most.";
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
                Parameter.EVERY,
                Parameter.LIMIT));
        return all;
    }

    @Override
    public Asked settle(Asked asked, Horizon horizon) {
        return Counted.settle(asked, horizon);
    }

    @Override
    public List<Column> columns(Asked asked) {
        var columns = new ArrayList<Column>();
        columns.add(Column.time("time"));
        columns.addAll(Group.columns(asked.groups()));
        columns.add(Counted.column(asked, "value"));
        return columns;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        var step = "date_trunc('" + asked.every() + "', " + Counted.time(asked.measure()) + ")";
        var groups = Group.expressions(asked.groups());
        var names = new ArrayList<String>();
        var selected = new StringBuilder();
        for (int i = 0; i < groups.size(); i++) {
            names.add("g" + i);
            selected.append(groups.get(i)).append(" AS g").append(i).append(", ");
        }
        var sql = Sql.of("WITH b AS (SELECT " + step + " AS step, " + selected + "SUM(")
                .add(Counted.value(asked))
                .add(") AS value")
                .add(Counted.rows(asked, asked.from(), asked.to(), horizon))
                .add(" GROUP BY " + String.join(", ", concat(step, groups)) + ")");
        if (groups.isEmpty()) {
            return sql.add(" SELECT step, value FROM b ORDER BY step");
        }
        var list = String.join(", ", names);
        return sql.add(
                        ", m AS (SELECT " + list + " FROM b GROUP BY " + list + " ORDER BY SUM(value) DESC, " + list
                                + " LIMIT ?)",
                        asked.limit())
                .add(" SELECT step, " + list + ", value FROM b JOIN m USING (" + list + ") ORDER BY step, " + list);
    }

    private static List<String> concat(String first, List<String> others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
