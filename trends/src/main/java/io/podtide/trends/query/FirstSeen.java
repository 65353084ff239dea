package io.podtide.trends.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code first-seen}. */
final class FirstSeen implements Question {

    @Override
    public String name() {
        return "first-seen";
    }

    @Override
    public String description() {
        return "Causes or images that failed in the time, the newest first: when each was seen for the first time in the"
                + " fleet, and for the last.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(
                Parameter.SINCE, Parameter.FROM, Parameter.TO, Parameter.GROUP, Parameter.LIMIT, Parameter.AFTER));
        return all;
    }

    @Override
    public List<Group> groups() {
        return List.of(Group.by(Dimension.CAUSE));
    }

    @Override
    public Set<Dimension> groupable() {
        return EnumSet.of(Dimension.CAUSE, Dimension.IMAGE);
    }

    @Override
    public List<Column> columns(Asked asked) {
        var columns = new ArrayList<>(Group.columns(asked.groups()));
        columns.add(Column.time("firstAt"));
        columns.add(Column.time("lastAt"));
        columns.add(Column.count("clusters"));
        columns.add(Column.count("value"));
        return columns;
    }

    /** Images are told by occurrences; only some incidents are about one. */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        boolean images = asked.groups().stream().anyMatch(g -> g.dimension() == Dimension.IMAGE);
        var counted = withMeasure(asked, images ? Measure.OCCURRENCES : Measure.INCIDENTS);
        var time = Counted.time(counted.measure());
        var expressions = Group.expressions(asked.groups());
        var list = String.join(", ", expressions);
        return Sql.of("SELECT " + list + ", MIN(" + time + ") AS first_at, MAX(" + time
                        + "), COUNT(DISTINCT t.cluster), SUM(")
                .add(Counted.value(counted))
                .add(")")
                .add(Counted.rows(counted, Instant.EPOCH, asked.to(), horizon))
                .add(images ? " AND t.image <> ''" : "")
                .add(" GROUP BY " + list + " HAVING MAX(" + time + ") >= ?", asked.from())
                .add(" ORDER BY first_at DESC, " + list + " LIMIT ? OFFSET ?", asked.limit() + 1, asked.offset());
    }

    private static Asked withMeasure(Asked asked, Measure measure) {
        return new Asked(
                asked.from(),
                asked.to(),
                asked.now(),
                asked.filters(),
                asked.groups(),
                measure,
                asked.every(),
                asked.states(),
                asked.severities(),
                asked.text(),
                asked.parent(),
                asked.at(),
                asked.within(),
                asked.limit(),
                asked.after());
    }
}
