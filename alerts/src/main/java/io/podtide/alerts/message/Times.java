package io.podtide.alerts.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people on call read them: UTC, since they sit in several zones, and spans in the two units that matter. */
final class Times {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final int HOURS_OF_DAY = 24;

    private Times() {}

    static String at(Instant time) {
        return MINUTE.format(time);
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
    static String span(Instant from, Instant to) {
        var span = to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        } else if (span.toHours() == 0) {
            return span.toMinutes() + " min";
        } else if (span.toDays() == 0) {
            return two(span.toHours(), " h", span.toMinutesPart(), " min");
        }
        return two(span.toDays(), " d", span.toHours() % HOURS_OF_DAY, " h");
    }

    private static String two(long great, String greatUnit, long small, String smallUnit) {
        return great + greatUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
