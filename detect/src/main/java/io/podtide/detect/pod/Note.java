package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.KubeEvent;
import java.time.Instant;

/**
 * What is kept of an Event about the pod, or about a controller.
 *
 * @param uid of the Event object, whose count goes up
 * @param at when it last happened
 * @param container named in its field path, empty if none is
 */
public record Note(
        String uid, Instant at, String reason, String message, String component, String container, int count) {

    private static final int MESSAGE_LIMIT = 1024;

    static Note of(KubeEvent event) {
        var message = event.message();
        return new Note(
                event.uid(),
                event.lastAt(),
                event.reason(),
                message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT),
                event.component(),
                event.regarding().container(),
                event.count());
    }

    public Clue asClue(Stage stage) {
        var source = component.isEmpty() ? "Event" : "Event " + component;
        return new Clue(stage, at, source, reason, message, count);
    }

    /** Says something of this container, or of the pod as a whole. */
    boolean concerns(String name) {
        return container.isEmpty() || container.equals(name);
    }
}
