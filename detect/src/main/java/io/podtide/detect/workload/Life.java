package io.podtide.detect.workload;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an incident is in its life.
 *
 * <ul>
 *   <li>{@link Ongoing} while a pod of it fails
 *   <li>{@link Holding} once none does: still open, so that a failure that comes back at once does not flap
 *   <li>{@link Over} when the hold has passed: resolved, but the next failure of the kind reopens it for a while
 * </ul>
 */
public sealed interface Life {

    /** Resolved. */
    default boolean over() {
        return false;
    }

    /** When time will make something of it. */
    default Optional<Instant> deadline() {
        return Optional.empty();
    }

    /** A pod of it fails. */
    record Ongoing() implements Life {}

    /** @param until resolved then, if nothing comes in between */
    record Holding(Instant until) implements Life {
        @Override
        public Optional<Instant> deadline() {
            return Optional.of(until);
        }
    }

    /** @param until forgotten then */
    record Over(Instant until) implements Life {
        @Override
        public boolean over() {
            return true;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(until);
        }
    }
}
