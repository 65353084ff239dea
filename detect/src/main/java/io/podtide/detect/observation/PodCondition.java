package io.podtide.detect.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code status.conditions}.
 *
 * @param type {@code Ready}, {@code PodScheduled}, {@code DisruptionTarget} ...
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one CamelCase word, empty if absent
 * @param message for people, empty if absent
 * @param since {@code lastTransitionTime}, when {@code status} last changed (not the reason)
 */
public record PodCondition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant since) {

    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }
}
