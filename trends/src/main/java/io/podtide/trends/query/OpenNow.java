package io.podtide.trends.query;

import io.podtide.detect.incident.Incident.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code open}. */
final class OpenNow implements Question {

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String description() {
        return "Incidents open now, the worst and the oldest first; those of silent clusters, of which nobody knows, are"
                + " among them.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(Parameter.SEVERITY, Parameter.TEXT, Parameter.PARENT, Parameter.LIMIT, Parameter.AFTER));
        return all;
    }

    @Override
    public List<Column> columns(Asked asked) {
        return Incidents.COLUMNS;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        return Incidents.select(asked, Sql.of("t.resolved_at IS NULL"), OpenNow::order, asked.offset());
    }

    private static Sql order(String alias) {
        return Sql.of("CASE %s.severity WHEN ".formatted(alias))
                .add(Words.code(Severity.CRITICAL.name()))
                .add(" THEN 0 WHEN ")
                .add(Words.code(Severity.WARNING.name()))
                .add(" THEN 1 ELSE 2 END, %1$s.started_at, %1$s.id".formatted(alias));
    }
}
