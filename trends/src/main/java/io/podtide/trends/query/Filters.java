package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Of what is asked: all conditions must hold, and of several patterns for one thing any.
 *
 * @param dimensions patterns by dimension
 * @param labels patterns by name of label
 */
public record Filters(Map<Dimension, List<Pattern>> dimensions, Map<String, List<Pattern>> labels) {

    public static final Filters NONE = new Filters(Map.of(), Map.of());

    public Filters {
        dimensions = dimensions.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(dimensions));
        labels = Map.copyOf(labels);
    }

    /** Each condition with {@code AND} before it, on the numbers that table t has. */
    Sql and() {
        var sql = new Sql();
        new TreeMap<>(dimensions)
                .forEach((dimension, patterns) -> sql.add(" AND ").add(either(patterns, on(dimension))));
        new TreeMap<>(labels)
                .forEach((name, patterns) -> sql.add(
                                " AND t.label_set IN (SELECT l.label_set FROM coded_label l WHERE l.name = ? AND ",
                                name)
                        .add(either(patterns, pattern -> Words.is("l.value", pattern)))
                        .add(")"));
        return sql;
    }

    private static Function<Pattern, Sql> on(Dimension dimension) {
        return dimension == Dimension.WORKLOAD
                ? Filters::workload
                : pattern -> Words.is("t." + dimension.columns().get(0), pattern);
    }

    private static Sql workload(Pattern pattern) {
        int slash = pattern.glob().indexOf('/');
        if (slash < 0) {
            return Words.is("t.workload", pattern);
        }
        var kind = new Pattern(pattern.glob().substring(0, slash), false);
        var name = new Pattern(pattern.glob().substring(slash + 1), false);
        return Sql.of("(")
                .add(Words.is("t.workload_kind", kind))
                .add(" AND ")
                .add(Words.is("t.workload", name))
                .add(")");
    }

    /**
     * The same for a table that has texts itself.
     *
     * @param alias of the table, and a dot
     */
    Sql onText(String alias) {
        var sql = new Sql();
        new TreeMap<>(dimensions)
                .forEach((dimension, patterns) -> sql.add(" AND ")
                        .add(either(
                                patterns,
                                pattern ->
                                        pattern.on(alias + dimension.columns().get(0)))));
        return sql;
    }

    /** One of those it may be, if any are named, and none of those it may not be. */
    private static Sql either(List<Pattern> patterns, Function<Pattern, Sql> condition) {
        var wanted = patterns.stream().filter(p -> !p.negated()).toList();
        var sql = new Sql().add("(");
        var parts = new ArrayList<Sql>();
        if (!wanted.isEmpty()) {
            parts.add(joined(wanted, " OR ", condition));
        }
        patterns.stream()
                .filter(Pattern::negated)
                .forEach(p -> parts.add(Sql.of("NOT ").add(condition.apply(p))));
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : " AND ").add(parts.get(i));
        }
        return sql.add(")");
    }

    private static Sql joined(List<Pattern> patterns, String by, Function<Pattern, Sql> condition) {
        var sql = new Sql().add("(");
        for (int i = 0; i < patterns.size(); i++) {
            sql.add(i == 0 ? "" : by).add(condition.apply(patterns.get(i)));
        }
        return sql.add(")");
    }
}
