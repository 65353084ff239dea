package io.podtide.cli;

import io.podtide.alerts.AlertsApp;
import io.podtide.alerts.AlertsStatus;
import io.podtide.alerts.AlertsStatus.Lane;
import io.podtide.health.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance of alerts. It is ready at the desk, all that is known restored, or standing by for it, and only while Kafka
 * hears of it. A receiver that takes nothing is a matter of that receiver: another process would fare no better.
 */
record AlertsHealth(AlertsApp app) implements Health {

    /** Longer than any call of Kafka's clients takes, and a step is a few of them. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    @Override
    public boolean isLive() {
        return app.status().state() != AlertsStatus.State.STOPPED
                && app.status().sinceMoved().compareTo(STUCK) < 0;
    }

    @Override
    public boolean isReady() {
        return switch (app.status().state()) {
            case AT_DESK, WAITING -> app.isInTouch();
            case STARTING, RESTORING, CUT_OFF, STOPPED -> false;
        };
    }

    @Override
    public Map<String, @Nullable Object> report() {
        var status = app.status();
        var receivers = new TreeMap<String, @Nullable Object>();
        status.lanes().forEach((name, lane) -> receivers.put(name, receiver(lane)));
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("role", "alerts");
        report.put("state", status.state().name());
        report.put("inTouchWithKafka", app.isInTouch());
        report.put("incidents", status.incidents());
        report.put("fileRejected", status.isFileRejected());
        report.put("receivers", receivers);
        return report;
    }

    private static Map<String, @Nullable Object> receiver(Lane lane) {
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("waiting", lane.waiting());
        report.put(
                "failingSince",
                lane.failingSince() == null ? null : lane.failingSince().toString());
        report.put("problem", lane.problem());
        return report;
    }
}
