package io.podtide.trends.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What rows are grouped by: numbers {@code g0, g1 ...} where they are counted, and their texts where the answer is put together.
 */
final class Keys {

    private final List<String> expressions;

    private Keys(List<String> expressions) {
        this.expressions = expressions;
    }

    static Keys of(List<Group> groups) {
        return new Keys(Group.expressions(groups));
    }

    static Keys of(String... expressions) {
        return new Keys(List.of(expressions));
    }

    boolean isEmpty() {
        return expressions.isEmpty();
    }

    /** {@code t.cluster AS g0, t.kind AS g1, } */
    String selected() {
        return each("%2$s AS g%1$d, ");
    }

    /** {@code g0, g1} */
    String names() {
        return list("g%1$d");
    }

    String groupBy() {
        return isEmpty() ? "" : " GROUP BY " + names();
    }

    /** {@code w0.text, w1.text, } */
    String texts() {
        return each("w%1$d.text, ");
    }

    /** The words of the groups of table {@code a}. */
    String joins() {
        return each(" JOIN word w%1$d ON w%1$d.id = a.g%1$d");
    }

    /** {@code , w0.text, w1.text} */
    String order() {
        return each(", w%1$d.text");
    }

    private String each(String format) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> format.formatted(i, expressions.get(i)))
                .collect(Collectors.joining());
    }

    private String list(String format) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> format.formatted(i, expressions.get(i)))
                .collect(Collectors.joining(", "));
    }
}
