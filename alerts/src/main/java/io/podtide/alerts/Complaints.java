package io.podtide.alerts;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Says which receivers take nothing for longer than a moment, once each, and when they do again. */
final class Complaints {

    /** Rate limits are part of the day. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Map<String, Instant> failingSince = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final Consumer<String> notes;

    Complaints(Consumer<String> notes) {
        this.notes = notes;
    }

    void take(Delivery delivery, Outcome outcome, Instant now) {
        var receiver = delivery.ref().receiver();
        if (!(outcome instanceof Failed failed)) {
            failingSince.remove(receiver);
            if (said.remove(receiver)) {
                notes.accept("alerts: receiver " + receiver + " takes messages again");
            }
            return;
        }
        failingSince.putIfAbsent(receiver, now);
        var since = failingSince.getOrDefault(receiver, now);
        if (!since.plus(A_MOMENT).isAfter(now) && said.add(receiver)) {
            notes.accept(
                    "alerts: receiver " + receiver + " takes no messages: " + failed.why() + "; it is tried again");
        }
    }
}
