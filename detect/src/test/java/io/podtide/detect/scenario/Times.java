package io.podtide.detect.scenario;

import java.time.Duration;
import java.time.Instant;

/** Times of a story, counted from its beginning: a Monday, at noon. */
public final class Times {

    public static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private Times() {}

    public static Instant second(long n) {
        return START.plusSeconds(n);
    }

    public static Instant minute(long n) {
        return second(n * 60);
    }

    public static Instant hour(long n) {
        return minute(n * 60);
    }

    public static Duration seconds(long n) {
        return Duration.ofSeconds(n);
    }

    public static Duration minutes(long n) {
        return Duration.ofMinutes(n);
    }

    public static Duration hours(long n) {
        return Duration.ofHours(n);
    }
}
