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
        var keys = Keys.of(asked.groups());
        var value = "a.value" + Counted.unit(asked.measure());
        var sql = Sql.of("WITH b AS (SELECT date_trunc('" + asked.every() + "', " + Counted.time(asked.measure())
                        + ") AS step, " + keys.selected() + "SUM(")
                .add(Counted.value(asked))
                .add(") AS value")
                .add(Counted.rows(
                        asked,
                        asked.from(),
                        asked.to(),
                        horizon,
                        asked.every().length().toDays() < 1 ? Parts.BY_HOUR : Parts.BY_DAY))
                .add(" GROUP BY step" + (keys.isEmpty() ? "" : ", " + keys.names()) + ")");
        if (keys.isEmpty()) {
            return sql.add(" SELECT a.step, " + value + " FROM b a ORDER BY a.step");
        }
        return sql.add(
                        ", m AS (SELECT " + keys.names() + " FROM (SELECT " + keys.names()
                                + ", SUM(value) AS value FROM b"
                                + keys.groupBy() + ") a" + keys.joins() + " ORDER BY a.value DESC" + keys.order()
                                + " LIMIT ?)",
                        asked.limit())
                .add(" SELECT a.step, " + keys.texts() + value + " FROM (SELECT * FROM b JOIN m USING (" + keys.names()
                        + ")) a" + keys.joins() + " ORDER BY a.step" + keys.order());
    }
}
