package io.podtide.alerts.calm;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.detect.state.Deadlines;
import java.util.function.DoubleSupplier;

/** What the parts of {@link Calm} share: what is known, what waits to be sent, when to look again, and the rules in force. */
final class Board {

    private final Known known = new Known();
    private final Deadlines<String> deadlines = new Deadlines<>();
    private final Outbox outbox;
    private AlertsConfig config;

    Board(AlertsConfig config, DoubleSupplier jitter) {
        this.config = config;
        this.outbox = new Outbox(jitter);
    }

    Known known() {
        return known;
    }

    Outbox outbox() {
        return outbox;
    }

    /** By key of the entity. */
    Deadlines<String> deadlines() {
        return deadlines;
    }

    AlertsConfig config() {
        return config;
    }

    void config(AlertsConfig newer) {
        config = newer;
    }
}
