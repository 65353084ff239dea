package io.podtide.alerts.calm;

import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;

/**
 * What a reader knows after a message, as far as a change of it is worth another.
 *
 * @param size pods of an incident, incidents of a storm
 * @param part of another incident
 * @param reopened how often it has come back
 * @param flaps it has come back so often that its end is not believed at once
 */
public record Content(
        State state, Severity severity, String cause, int size, boolean part, int reopened, boolean flaps) {

    /** How much a difference matters. */
    enum Change {
        NONE,
        /** Worth a message, not worth two in a row. */
        LESSER,
        GREAT
    }

    Change to(Content now) {
        if (state != now.state || severity != now.severity) {
            return Change.GREAT;
        }
        boolean grown = now.size >= 2 * size && now.size > size;
        boolean news = !cause.equals(now.cause) || (now.part && !part) || (now.flaps && !flaps) || grown;
        return news ? Change.LESSER : Change.NONE;
    }

    boolean over() {
        return state == State.RESOLVED;
    }
}
