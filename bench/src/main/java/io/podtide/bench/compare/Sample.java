package io.podtide.bench.compare;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * One value of a metric; all of them are whole numbers.
 *
 * @param labels without braces: {@code a="b",c="d"}
 */
record Sample(String name, String labels, String value) {

    /** @param labels names and values in turn */
    static Sample of(String name, long value, String... labels) {
        var text = new StringBuilder();
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(labels[i])
                    .append("=\"")
                    .append(JsonStringEncoder.getInstance().quoteAsString(labels[i + 1]))
                    .append('"');
        }
        return new Sample(name, text.toString(), Long.toString(value));
    }

    static Sample of(String name, boolean is, String... labels) {
        return of(name, is ? 1 : 0, labels);
    }

    void appendTo(StringBuilder text) {
        text.append(name).append('{').append(labels).append("} ").append(value);
    }

    /** With the labels that a scrape adds. */
    void appendTo(StringBuilder text, String added) {
        text.append(name)
                .append('{')
                .append(added)
                .append(',')
                .append(labels)
                .append("} ")
                .append(value);
    }
}
