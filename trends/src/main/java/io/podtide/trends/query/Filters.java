package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Each condition with {@code AND} before it. */
    Sql and() {
        return and("");
    }

    /** @param alias of the table with the columns, and a dot */
    Sql and(String alias) {
        var sql = new Sql();
        new TreeMap<>(dimensions)
                .forEach((dimension, patterns) -> sql.add(" AND ").add(any(alias, dimension, patterns)));
        new TreeMap<>(labels).forEach((name, patterns) -> {
            var values = either(patterns, pattern -> pattern.on("value"));
            sql.add(" AND label_set IN (SELECT label_set FROM label WHERE name = ? AND ", name)
                    .add(values)
                    .add(")");
        });
        return sql;
    }

    private static Sql any(String alias, Dimension dimension, List<Pattern> patterns) {
        return either(
                patterns,
                pattern -> dimension == Dimension.WORKLOAD
                        ? workload(alias, pattern)
                        : pattern.on(alias + dimension.columns().get(0)));
    }

    private static Sql workload(String alias, Pattern pattern) {
        int slash = pattern.glob().indexOf('/');
        if (slash < 0) {
            return pattern.on(alias + "workload");
        }
        var kind = new Pattern(pattern.glob().substring(0, slash), false);
        var name = new Pattern(pattern.glob().substring(slash + 1), false);
        return Sql.of("(")
                .add(kind.on(alias + "workload_kind"))
                .add(" AND ")
                .add(name.on(alias + "workload"))
                .add(")");
    }

    /** One of those it may be, if any are named, and none of those it may not be. */
    private static Sql either(List<Pattern> patterns, java.util.function.Function<Pattern, Sql> condition) {
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

    private static Sql joined(List<Pattern> patterns, String by, java.util.function.Function<Pattern, Sql> condition) {
        var sql = new Sql().add("(");
        for (int i = 0; i < patterns.size(); i++) {
            sql.add(i == 0 ? "" : by).add(condition.apply(patterns.get(i)));
        }
        return sql.add(")");
    }
}
