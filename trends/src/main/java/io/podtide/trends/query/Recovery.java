package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code recovery}. */
final class Recovery implements Question {

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
        var keys = Keys.of(asked.groups());
        return Sql.of("WITH r AS (")
                .add(distribution(asked, keys, "t.recover_ms"))
                .add("), d AS (")
                .add(distribution(asked, keys, "t.detect_ms"))
                .add(") SELECT " + keys.texts()
                        + "a.incidents, a.resolved, a.recover_mean, a.recover_p50, a.recover_p90,"
                        + " a.detect_mean, a.detect_p50, a.detect_p90 FROM (SELECT " + keys.names()
                        + ", d.total AS incidents, COALESCE(r.total, 0) AS resolved, r.mean AS recover_mean, r.p50 AS recover_p50,"
                        + " r.p90 AS recover_p90, d.mean AS detect_mean, d.p50 AS detect_p50, d.p90 AS detect_p90 FROM d"
                        + " LEFT JOIN r USING (" + keys.names() + ")) a" + keys.joins())
                .add(
                        " ORDER BY a.incidents DESC" + keys.order() + " LIMIT ? OFFSET ?",
                        asked.limit() + 1,
                        asked.offset());
    }

    /**
     * How many, their mean, and what half and nine of ten of them do not exceed, in seconds. Times of nearly the same length are
     * counted together, so that a million need no sorting: a percentile is within two percent, and exact among few.
     */
    private static Sql distribution(Asked asked, Keys keys, String millis) {
        return Sql.of("SELECT " + keys.names() + ", SUM(n) AS total, SUM(s) / SUM(n) / 1000.0 AS mean, "
                        + percentile(1, 2) + " AS p50, " + percentile(9, 10) + " AS p90 FROM (SELECT " + keys.names()
                        + ", n, s, SUM(n) OVER (PARTITION BY " + keys.names()
                        + " ORDER BY bucket) AS up_to, SUM(n) OVER"
                        + " (PARTITION BY " + keys.names() + ") AS total FROM (SELECT " + keys.selected()
                        + "CAST(LN(CAST(" + millis
                        + " AS DOUBLE PRECISION) + 1) * 50 AS INTEGER) AS bucket, COUNT(*) AS n, SUM("
                        + millis + ") AS s FROM coded_incident t")
                .add(Group.joins(asked.groups()))
                .add(
                        " WHERE t.opened_at >= ? AND t.opened_at < ? AND " + millis + " IS NOT NULL",
                        asked.from(),
                        asked.to())
                .add(Incidents.states(asked))
                .add(asked.filters().and())
                .add(" GROUP BY " + keys.names() + ", bucket) b) c" + keys.groupBy());
    }

    private static String percentile(int part, int of) {
        return "MIN(CASE WHEN up_to * " + of + " >= total * " + part + " THEN s / n / 1000.0 END)";
    }
}
