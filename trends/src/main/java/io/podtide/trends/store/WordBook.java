package io.podtide.trends.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code word}: numbers for the texts that many rows share. A number is a quarter of the bytes and several times as fast to
 * group by. Not thread-safe.
 */
final class WordBook {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Object[]> added = new ArrayList<>();
    private int next = 1;

    static WordBook read(Connection connection) throws SQLException {
        var book = new WordBook();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, text FROM word")) {
            while (rows.next()) {
                book.numbers.put(rows.getString(2), rows.getInt(1));
                book.next = Math.max(book.next, rows.getInt(1) + 1);
            }
        }
        return book;
    }

    /** The same for the same text; 0 for none. */
    int code(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        var known = numbers.get(text);
        return known == null ? add(text, kept(text)) : known;
    }

    int code(@Nullable Enum<?> constant) {
        return code(constant == null ? null : constant.name());
    }

    /** As a database gives it back: PostgreSQL has no character 0, and UTF-8 no half of a pair. */
    private static String kept(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private int add(String text, String kept) {
        int number = Objects.requireNonNullElse(numbers.get(kept), next);
        if (number == next) {
            next++;
            numbers.put(kept, number);
            added.add(new Object[] {number, kept});
        }
        numbers.put(text, number);
        return number;
    }

    /** Rows of those that have been added since it was last asked. */
    List<Object[]> takeNew() {
        var taken = List.copyOf(added);
        added.clear();
        return taken;
    }
}
