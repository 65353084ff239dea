package io.podtide.trends.query;

import io.podtide.trends.store.Times;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An SQL text as it grows, with what its question marks stand for. Texts are constants of ours; whatever somebody asked for is
 * a parameter. Not thread-safe.
 */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    static Sql of(String constant, Object... parameters) {
        return new Sql().add(constant, parameters);
    }

    Sql add(String constant, Object... values) {
        text.append(constant);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    String text() {
        return text.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            var value = parameters.get(i);
            statement.setObject(i + 1, value instanceof Instant time ? Times.utc(time) : value);
        }
    }

    @Override
    public String toString() {
        return text + " " + parameters;
    }
}
