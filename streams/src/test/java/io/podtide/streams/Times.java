package io.podtide.streams;

import java.time.Instant;

/** Times of a story, counted from its beginning: a Monday, at noon. */
final class Times {

    static final Instant START = Instant.parse("2025-03-03T12:00:00Z");

    private Times() {}

    static Instant second(long n) {
        return START.plusSeconds(n);
    }

    static Instant minute(long n) {
        return second(n * 60);
    }
}
