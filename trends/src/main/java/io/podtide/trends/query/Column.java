package io.podtide.trends.query;

import io.podtide.trends.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A column of an answer.
 *
 * @param name as JSON has it
 */
public record Column(String name, Type type) {

    /** What its values are; any may be null. */
    public enum Type {
        TEXT,
        /** A whole number. */
        COUNT,
        /** With a fraction. */
        NUMBER,
        TIME,
        FLAG
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    static Column count(String name) {
        return new Column(name, Type.COUNT);
    }

    static Column number(String name) {
        return new Column(name, Type.NUMBER);
    }

    static Column time(String name) {
        return new Column(name, Type.TIME);
    }

    @Nullable
    Object read(ResultSet rows, int index) throws SQLException {
        return switch (type) {
            case TEXT -> emptyToNull(rows.getString(index));
            case COUNT -> {
                long value = rows.getLong(index);
                yield rows.wasNull() ? null : (Object) value;
            }
            case NUMBER -> {
                double value = rows.getDouble(index);
                yield rows.wasNull() ? null : (Object) (Math.round(value * 1000) / 1000.0);
            }
            case TIME -> {
                var time = rows.getObject(index, LocalDateTime.class);
                yield time == null ? null : Times.instant(time);
            }
            case FLAG -> {
                boolean value = rows.getBoolean(index);
                yield rows.wasNull() ? null : (Object) value;
            }
        };
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
