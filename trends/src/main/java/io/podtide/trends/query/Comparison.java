package io.podtide.trends.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code week-on-week} and {@code before-after}: the same in two times that follow each other. */
final class Comparison implements Question {

    private final String name;
    private final String description;
    private final Set<Parameter> own;

    private Comparison(String name, String description, Set<Parameter> own) {
        this.name = name;
        this.description = description;
        this.own = own;
    }

    static Comparison weekOnWeek() {
        return new Comparison(
                "week-on-week",
                "The seven days up to now (or --to) against the seven before: is it getting better?",
                EnumSet.of(Parameter.TO));
    }

    static Comparison beforeAfter() {
        return new Comparison(
                "before-after",
                "The time before a moment (--at, a deploy) against the time after it, a day each (--within).",
                EnumSet.of(Parameter.AT, Parameter.WITHIN));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(own);
        all.addAll(EnumSet.of(Parameter.GROUP, Parameter.BY, Parameter.LIMIT, Parameter.AFTER));
        return all;
    }

    @Override
    public List<Group> groups() {
        return List.of(Group.by(Dimension.KIND));
    }

    /** Both times together; what is compared stays as it was asked, so that the two are of one length. */
    @Override
    public Asked settle(Asked asked, Horizon horizon) {
        if (own.contains(Parameter.AT)) {
            return asked.during(asked.at().minus(asked.within()), asked.at().plus(asked.within()));
        }
        var to = asked.measure().ofIncidents() ? asked.to() : Occurrences.ceiling(asked.to());
        return asked.during(to.minus(java.time.Duration.ofDays(14)), to);
    }

    private Instant middle(Asked asked) {
        return asked.from().plus(asked.range().dividedBy(2));
    }

    @Override
    public List<Column> columns(Asked asked) {
        var columns = new ArrayList<>(Group.columns(asked.groups()));
        columns.add(Counted.column(asked, "before"));
        columns.add(Counted.column(asked, "after"));
        columns.add(Column.number("changePercent"));
        return columns;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        var keys = Keys.of(asked.groups());
        var time = Counted.time(asked.measure());
        var unit = Counted.unit(asked.measure());
        // Sums by hour would cut an hour in two where the moment is within one: those are read singly.
        var singly = new Horizon(Instant.EPOCH, Instant.EPOCH);
        boolean whole = middle(asked).equals(Occurrences.ceiling(middle(asked)))
                && asked.from().equals(Occurrences.ceiling(asked.from()));
        return Sql.of("SELECT " + keys.texts() + "a.before" + unit + ", a.after" + unit
                        + ", CASE WHEN a.before = 0 THEN NULL ELSE 100.0 * (a.after - a.before) / a.before END FROM (SELECT "
                        + keys.selected())
                .add("COALESCE(SUM(CASE WHEN " + time + " < ? THEN ", middle(asked))
                .add(Counted.value(asked))
                .add(" ELSE 0 END), 0) AS before, COALESCE(SUM(CASE WHEN " + time + " >= ? THEN ", middle(asked))
                .add(Counted.value(asked))
                .add(" ELSE 0 END), 0) AS after")
                .add(Counted.rows(
                        asked, asked.from(), asked.to(), whole ? horizon : singly, Parts.cutAt(middle(asked))))
                .add(keys.groupBy() + ") a" + keys.joins())
                .add(
                        " ORDER BY a.after + a.before DESC" + keys.order() + " LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }
}
