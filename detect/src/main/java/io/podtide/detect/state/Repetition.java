package io.podtide.detect.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Kafka may deliver again what it has delivered, however long ago. What is there covers that by its version, and what is gone is
 * remembered for a while; beyond that, age tells.
 */
public final class Repetition {

    /** How long what is gone is remembered, in the time of its cluster. */
    public static final Duration REMEMBERED = Duration.ofMinutes(10);

    private Repetition() {}

    /** Seen so long ago that what it tells of may be gone and forgotten: of what nobody knows, it is no news. */
    public static boolean isLate(Instant observedAt, Instant now) {
        return observedAt.isBefore(now.minus(REMEMBERED));
    }
}
