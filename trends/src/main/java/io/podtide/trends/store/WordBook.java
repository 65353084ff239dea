package io.podtide.trends.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code word}: numbers for the texts that many rows share. A number is a quarter of the bytes and several times as fast to
 * group by. Not thread-safe.
 */
final class WordBook {

    /** Rows that stay however old they are refer to words by these. */
    private static final String LASTING = Stream.of(
                    "state",
                    "kind",
                    "scope",
                    "severity",
                    "cluster",
                    "namespace",
                    "workload_kind",
                    "workload",
                    "node",
                    "container",
                    "image",
                    "cause",
                    "resolution")
            .map(column -> " UNION ALL SELECT " + column + " FROM coded_incident WHERE resolved_at IS NULL")
            .collect(Collectors.joining());

    private final Map<String, Word> words = new HashMap<>();
    private final Set<Word> changed = new LinkedHashSet<>();
    private int next = 1;

    static WordBook read(Connection connection) throws SQLException {
        var book = new WordBook();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, text, used_to FROM word WHERE id <> 0")) {
            while (rows.next()) {
                var usedTo = rows.getObject(3, LocalDateTime.class);
                var word = new Word(
                        rows.getInt(1), rows.getString(2), usedTo == null ? Instant.MAX : Times.instant(usedTo));
                book.words.put(word.text, word);
                book.next = Math.max(book.next, word.number + 1);
            }
        }
        return book;
    }

    /** For a row of a time: a word is kept as long as the newest row that refers to it. */
    Numbers usedAt(Instant time) {
        return new Numbers(time.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }

    /** Words as rows refer to them. */
    final class Numbers {

        private final Instant usedTo;

        private Numbers(Instant usedTo) {
            this.usedTo = usedTo;
        }

        /** The same for the same text; 0 for none. */
        int code(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return 0;
            }
            var known = words.get(text);
            var word = known == null ? add(text, kept(text), usedTo) : known;
            if (usedTo.isAfter(word.usedTo)) {
                word.usedTo = usedTo;
                changed.add(word);
            }
            return word.number;
        }

        int code(@Nullable Enum<?> constant) {
            return code(constant == null ? null : constant.name());
        }
    }

    /** As a database gives it back: PostgreSQL has no character 0, and UTF-8 no half of a pair. */
    private static String kept(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private Word add(String text, String kept, Instant usedTo) {
        var word = words.get(kept);
        if (word == null) {
            word = new Word(next++, kept, usedTo);
            words.put(kept, word);
            changed.add(word);
        }
        words.put(text, word);
        return word;
    }

    /** Rows of those that are new, or used on a newer day, since it was last asked. */
    List<Object[]> takeChanged() {
        var rows = new ArrayList<Object[]>();
        changed.forEach(word -> rows.add(new Object[] {word.number, word.text, Times.utc(word.usedTo)}));
        changed.clear();
        return rows;
    }

    /** Deletes the words of rows that have all been deleted: those of times before this one. */
    void forget(Connection connection, Instant before) throws SQLException {
        var gone = new HashSet<Integer>();
        try (var statement =
                connection.prepareStatement("DELETE FROM word WHERE used_to <= ? AND id <> 0 AND id NOT IN (SELECT"
                        + " value FROM coded_label" + LASTING + ") RETURNING id")) {
            statement.setObject(1, Times.utc(before));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    gone.add(rows.getInt(1));
                }
            }
        }
        words.values().removeIf(word -> gone.contains(word.number));
    }

    /** {@code usedTo} is the end of the newest day of a row that refers to it. */
    private static final class Word {

        private final int number;
        private final String text;
        private Instant usedTo;

        private Word(int number, String text, Instant usedTo) {
            this.number = number;
            this.text = text;
            this.usedTo = usedTo;
        }
    }
}
