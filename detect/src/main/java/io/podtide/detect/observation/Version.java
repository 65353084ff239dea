package io.podtide.detect.observation;

import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;

/**
 * Which of its states an object has been seen in. The API server numbers states in one order (KEP-5504), until it is restored
 * from a backup and counts from below again.
 *
 * @param number {@code resourceVersion}, -1 where it is none
 * @param observedAt the observer's clock
 */
public record Version(long number, Instant observedAt) {

    /** Nothing has been seen of it. */
    public static final Version NONE = new Version(-1, Instant.EPOCH);

    /**
     * Another state says nothing new after this one: it is the same, or one of before. What a later list shows is so, whatever
     * its number.
     */
    public boolean covers(Version other, Delivery delivery) {
        if (number < 0 || other.number < 0) {
            return other.observedAt.isBefore(observedAt);
        }
        return switch (delivery) {
            case CHANGED -> other.number <= number;
            case LISTED -> other.number == number || (other.number < number && !other.observedAt.isAfter(observedAt));
            case DELETED -> other.number < number && !other.observedAt.isAfter(observedAt);
        };
    }
}
