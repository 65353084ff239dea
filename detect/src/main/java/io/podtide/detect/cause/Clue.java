package io.podtide.detect.cause;

import java.time.Instant;

/**
 * A text that may tell the cause: a container state, a condition, an Event.
 *
 * @param stage whose causes it is read for
 * @param at when it was said
 * @param source as {@link Evidence#source()}
 */
public record Clue(Stage stage, Instant at, String source, String reason, String message, int count) {

    public Evidence asEvidence() {
        return new Evidence(at, source, reason, message, count);
    }
}
