package io.podtide.trends.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question.
 *
 * @param question its name
 * @param from beginning of the time it is about, which may have been widened to whole hours
 * @param rows values in the order of the columns: texts, longs, doubles, booleans, instants or null
 * @param next to be given as {@code after} for the rows that follow; null where there are none
 */
public record Answer(
        String question,
        Instant from,
        Instant to,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        @Nullable String next) {

    public Answer {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }
}
