package io.podtide.alerts;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says which receivers take nothing for longer than a moment, once each, and when they do again. */
final class Complaints {

    /** In a row, of one message: a few seconds. Rate limits are part of the day. */
    private static final int A_MOMENT = 3;

    private final Set<String> failing = new HashSet<>();
    private final Consumer<String> notes;

    Complaints(Consumer<String> notes) {
        this.notes = notes;
    }

    void take(Delivery delivery, Outcome outcome) {
        var receiver = delivery.ref().receiver();
        if (!(outcome instanceof Failed failed)) {
            if (failing.remove(receiver)) {
                notes.accept("alerts: receiver " + receiver + " takes messages again");
            }
        } else if (delivery.attempt().failures() + 1 >= A_MOMENT && failing.add(receiver)) {
            notes.accept(
                    "alerts: receiver " + receiver + " takes no messages: " + failed.why() + "; it is tried again");
        }
    }
}
