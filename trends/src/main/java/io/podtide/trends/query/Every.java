package io.podtide.trends.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Steps of time, in UTC; a week begins on Monday. */
public enum Every {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    private final Duration length;

    Every(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }

    /** So that there are neither few steps nor too many. */
    static Every fitting(Duration range) {
        return range.compareTo(Duration.ofHours(3)) <= 0
                ? MINUTE
                : range.compareTo(Duration.ofDays(3)) <= 0
                        ? HOUR
                        : range.compareTo(Duration.ofDays(120)) <= 0 ? DAY : WEEK;
    }

    /** @throws IllegalArgumentException for people */
    static Every of(String text) {
        return Arrays.stream(values())
                .filter(e -> e.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no step: one of " + List.of(values())));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
