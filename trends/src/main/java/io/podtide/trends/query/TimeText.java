package io.podtide.trends.query;

import io.podtide.rules.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people and programs give them: {@code 2027-01-31T08:00:00Z}, {@code 2027-01-31}, or {@code 2h}: so long ago. */
final class TimeText {

    private static final int LONGEST = 64;

    private TimeText() {}

    /** @throws IllegalArgumentException for people */
    static Instant time(String text, Instant now) {
        try {
            if (text.length() <= LONGEST && text.contains("T")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return now.minus(duration(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + Shown.of(text)
                            + "' is neither a time such as 2027-01-31T08:00:00Z or 2027-01-31 nor a duration"
                            + " such as 2h or 7d",
                    e);
        }
    }

    /** @throws IllegalArgumentException for people */
    static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + Shown.of(text) + "' is no duration such as 90m, 24h or 30d", e);
        }
    }
}
