package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as the API server gives them are not always possible: clocks disagree, and objects are restored from backups. */
final class Sane {

    /** How far a cluster's clock may be ahead of the observer's before its times are not believed. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private Sane() {}

    /** The time, where it may be true of something past: there, not of 1970, not in the future. */
    static Optional<Instant> past(@Nullable Instant time, Instant observedAt) {
        return time != null && isPast(time, observedAt) ? Optional.of(time) : Optional.empty();
    }

    private static boolean isPast(Instant time, Instant observedAt) {
        return !isUnset(time) && (!time.isAfter(observedAt) || !time.isAfter(observedAt.plus(SKEW)));
    }

    /** Go's zero time or that of Unix: nobody set it. */
    static boolean isUnset(Instant time) {
        return time.getEpochSecond() <= 86_400;
    }

    /** The time, or that of the observation where it cannot be true. */
    static Instant since(@Nullable Instant time, PodStatus status) {
        return time != null && isPast(time, status.observedAt()) ? time : status.observedAt();
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
