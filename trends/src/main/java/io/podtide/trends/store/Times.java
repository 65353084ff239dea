package io.podtide.trends.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Times as the database has them: UTC, without a zone, in milliseconds. */
public final class Times {

    private Times() {}

    public static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    static @Nullable LocalDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }

    /** The months of some rows, by their column with this index. */
    static List<YearMonth> months(Iterable<Object[]> rows, int column) {
        var months = new TreeSet<YearMonth>();
        rows.forEach(row -> months.add(YearMonth.from((LocalDateTime) row[column])));
        return List.copyOf(months);
    }

    public static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
