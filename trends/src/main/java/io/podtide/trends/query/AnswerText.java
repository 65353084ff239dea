package io.podtide.trends.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                        .put("type", column.type().name().toLowerCase(Locale.ROOT)));
        var rows = json.putArray("rows");
        for (var row : answer.rows()) {
            var object = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                put(object, answer.columns().get(i).name(), row.get(i));
            }
        }
        return json.put("next", answer.next());
    }

    /**
     * The answer that was written so.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Answer parse(JsonNode json) {
        var columns = new ArrayList<Column>();
        for (var column : json.path("columns")) {
            columns.add(new Column(
                    column.path("name").asText(),
                    Column.Type.valueOf(column.path("type").asText().toUpperCase(Locale.ROOT))));
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var row : json.path("rows")) {
            var values = new ArrayList<@Nullable Object>();
            columns.forEach(column -> values.add(value(row.path(column.name()), column.type())));
            rows.add(values);
        }
        return new Answer(
                json.path("question").asText(),
                time(json.path("from")),
                time(json.path("to")),
                columns,
                rows,
                json.hasNonNull("next") ? json.get("next").asText() : null);
    }

    private static Instant time(JsonNode json) {
        try {
            return Instant.parse(json.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an answer: " + json + " is no time", e);
        }
    }

    private static @Nullable Object value(JsonNode json, Column.Type type) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        return switch (type) {
            case TEXT -> json.asText();
            case COUNT -> json.asLong();
            case NUMBER -> json.asDouble();
            case TIME -> time(json);
            case FLAG -> json.asBoolean();
        };
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
