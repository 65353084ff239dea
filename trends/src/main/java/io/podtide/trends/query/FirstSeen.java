package io.podtide.trends.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** Images are told by occurrences; only some incidents are about one. Clusters are counted after they were grouped by. */
    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        boolean images = asked.groups().stream().anyMatch(g -> g.dimension() == Dimension.IMAGE);
        var counted = withMeasure(asked, images ? Measure.OCCURRENCES : Measure.INCIDENTS);
        var keys = Keys.of(asked.groups());
        return Sql.of("SELECT " + keys.texts() + "a.first_at, a.last_at, a.clusters, a.value FROM (SELECT "
                        + keys.names()
                        + ", MIN(first_at) AS first_at, MAX(last_at) AS last_at, COUNT(*) AS clusters, SUM(value) AS value FROM"
                        + " (SELECT " + keys.selected() + "t.cluster, MIN(" + Counted.first(counted.measure())
                        + ") AS first_at, MAX(" + Counted.last(counted.measure()) + ") AS last_at, SUM(")
                .add(Counted.value(counted))
                .add(") AS value")
                .add(Counted.rows(counted, Instant.EPOCH, asked.to(), horizon, Parts.BY_DAY))
                .add(images ? imagesOf(asked, horizon) : new Sql())
                .add(
                        " GROUP BY " + keys.names() + ", t.cluster) c" + keys.groupBy()
                                + " HAVING MAX(last_at) >= ?) a",
                        asked.from())
                .add(keys.joins())
                .add(
                        " ORDER BY a.first_at DESC" + keys.order() + " LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }

    /** Of those that have not failed in the time, and they are the most, nothing need be added up. */
    private static Sql imagesOf(Asked asked, Horizon horizon) {
        return Sql.of(" AND t.image <> 0 AND t.image IN (SELECT s.image FROM ")
                .add(Occurrences.between(asked.from().truncatedTo(ChronoUnit.HOURS), asked.to(), horizon, Parts.BY_DAY))
                .add(" s)");
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
