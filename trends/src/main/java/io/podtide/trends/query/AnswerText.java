package io.podtide.trends.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers as JSON and as CSV (RFC 4180). */
public final class AnswerText {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private AnswerText() {}

    /** Rows are objects with the names of the columns. */
    public static ObjectNode json(Answer answer) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("question", answer.question())
                .put("from", text(answer.from()))
                .put("to", text(answer.to()));
        var columns = json.putArray("columns");
        answer.columns()
                .forEach(column -> columns.addObject()
                        .put("name", column.name())
                        .put("type", column.type().name().toLowerCase(java.util.Locale.ROOT)));
        var rows = json.putArray("rows");
        for (var row : answer.rows()) {
            var object = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                put(object, answer.columns().get(i).name(), row.get(i));
            }
        }
        return json.put("next", answer.next());
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value instanceof Long number) {
            object.put(name, number);
        } else if (value instanceof Double number) {
            object.put(name, number);
        } else if (value instanceof Boolean yes) {
            object.put(name, yes);
        } else {
            object.put(name, value == null ? null : text(value));
        }
    }

    /** With a line of names. */
    public static String csv(Answer answer) {
        var csv = new StringBuilder();
        csv.append(answer.columns().stream().map(c -> quoted(c.name())).collect(Collectors.joining(",")))
                .append("\r\n");
        for (var row : answer.rows()) {
            csv.append(row.stream()
                            .map(value -> value == null ? "" : quoted(text(value)))
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    /** A value as JSON has it, for a cell. */
    public static String text(Object value) {
        return value instanceof Instant time ? MILLIS.format(time) : value.toString();
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
