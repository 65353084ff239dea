package io.podtide.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object, each of the type it must have; the exceptions name the field. */
record JsonFields(JsonNode object) {

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    String text(String field) {
        var value = object.path(field);
        if (!value.isTextual()) {
            throw bad(field, "a text");
        }
        return value.textValue();
    }

    @Nullable
    String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    Number number(String field) {
        var value = object.path(field);
        if (!value.isIntegralNumber()) {
            throw bad(field, "a whole number");
        }
        return value.numberValue();
    }

    Instant time(String field) {
        try {
            return Instant.parse(text(field));
        } catch (DateTimeException e) {
            throw bad(field, "a time as 2026-01-31T12:00:00.000Z");
        }
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        var text = text(field);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw bad(field, "one of " + List.of(type.getEnumConstants()));
    }

    Map<String, String> texts(String field) {
        var map = new LinkedHashMap<String, String>();
        object.path(field)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    <T> @Nullable T optional(String field, Function<JsonFields, T> value) {
        return has(field) ? value.apply(new JsonFields(object.path(field))) : null;
    }

    <T> List<T> list(String field, Function<JsonFields, T> element) {
        var list = new ArrayList<T>();
        object.path(field).forEach(node -> list.add(element.apply(new JsonFields(node))));
        return list;
    }

    private IllegalArgumentException bad(String field, String expected) {
        return new IllegalArgumentException("an incident's " + field + " is not " + expected);
    }
}
