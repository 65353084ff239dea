package io.podtide.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.alerts.calm.Attempt;
import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Unneeded;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.calm.Ref;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsMetricsTest {

    private static final Instant START = AnIncident.START;
    private static final Content CONTENT = new Content(State.OPEN, Severity.WARNING, "C", 1, false, 0, false);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AlertsStatus status = new AlertsStatus();
    private final AlertsMetrics metrics =
            new AlertsMetrics(registry, status, InstantSource.fixed(START.plusSeconds(100)));

    @BeforeEach
    void twoReceivers() {
        status.receivers(List.of("chat", "pager"));
        metrics.receivers(List.of("chat", "pager"));
    }

    @Test
    void theFirstMessageIsTimedFromHearingOfItAndEachFromWhenItWasDue() {
        attempted(0, Reason.OPENED, Arrived.PLAIN, 40);
        attempted(0, Reason.CHANGED, Arrived.PLAIN, 35);
        assertThat(registry.get("podtide.alerts.messages")
                        .tags("receiver", "chat", "reason", "opened")
                        .counter()
                        .count())
                .isEqualTo(1);
        var told = registry.get("podtide.alerts.told").tags("receiver", "chat").timer();
        assertThat(told.count()).isEqualTo(1);
        assertThat(told.totalTime(TimeUnit.SECONDS)).isEqualTo(40);
        var delivery =
                registry.get("podtide.alerts.delivery").tags("receiver", "chat").timer();
        assertThat(delivery.count()).isEqualTo(2);
        assertThat(delivery.totalTime(TimeUnit.SECONDS)).as("due after 30 s").isEqualTo(15);
    }

    @Test
    void failuresRetriesAndSinceWhenAreShownUntilSomethingIsTaken() {
        attempted(0, Reason.OPENED, new Failed("status 503", null, true), 31);
        attempted(1, Reason.OPENED, new Failed("status 500", null, true), 33);
        assertThat(count("podtide.alerts.failures")).isEqualTo(2);
        assertThat(count("podtide.alerts.retries")).isEqualTo(1);
        assertThat(failing("chat")).isEqualTo(69);
        assertThat(status.lane("chat").problem()).isEqualTo("status 500");
        assertThat(failing("pager")).isZero();
        attempted(2, Reason.OPENED, Arrived.PLAIN, 40);
        assertThat(failing("chat")).isZero();
        assertThat(status.lane("chat").problem()).isNull();
        assertThat(count("podtide.alerts.retries")).isEqualTo(2);
    }

    @Test
    void whoTakesNothingForLongerThanAMomentIsComplainedOfOnce() {
        var notes = new ArrayList<String>();
        var complaints = new Complaints(notes::add);
        var failed = new Failed("status 503", null, true);
        complaints.take(delivery(0, Reason.OPENED), failed, START);
        complaints.take(delivery(0, Reason.CHANGED), failed, START.plusSeconds(1));
        assertThat(notes).isEmpty();
        complaints.take(delivery(1, Reason.OPENED), failed, START.plusSeconds(3));
        complaints.take(delivery(1, Reason.CHANGED), failed, START.plusSeconds(7));
        complaints.take(delivery(2, Reason.OPENED), Arrived.PLAIN, START.plusSeconds(15));
        complaints.take(delivery(2, Reason.CHANGED), Arrived.PLAIN, START.plusSeconds(15));
        complaints.take(delivery(0, Reason.REMINDED), failed, START.plusSeconds(60));
        assertThat(notes)
                .containsExactly(
                        "alerts: receiver chat takes no messages: status 503; it is tried again",
                        "alerts: receiver chat takes messages again");
    }

    @Test
    void whatIsNotSentIsNoMessage() {
        attempted(0, Reason.REMINDED, new Unneeded(), 40);
        assertThat(registry.find("podtide.alerts.messages").counters())
                .hasSize(2 * Reason.values().length)
                .allMatch(counter -> counter.count() == 0);
        assertThat(registry.get("podtide.alerts.delivery")
                        .tags("receiver", "chat")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void metersOfAReceiverGoWithIt() {
        attempted(0, Reason.OPENED, Arrived.PLAIN, 40);
        metrics.deadLetter("chat");
        status.receivers(List.of("pager"));
        metrics.receivers(List.of("pager"));
        assertThat(registry.getMeters())
                .noneMatch(meter -> "chat".equals(meter.getId().getTag("receiver")))
                .anyMatch(meter -> "pager".equals(meter.getId().getTag("receiver")));
    }

    @Test
    void theDeskTheIncidentsAndTheFileAreShown() {
        status.state(AlertsStatus.State.AT_DESK);
        status.incidents(7);
        status.fileRejected(true);
        status.waiting("chat", 3);
        assertThat(registry.get("podtide.alerts.at.desk").gauge().value()).isEqualTo(1);
        assertThat(registry.get("podtide.alerts.incidents").gauge().value()).isEqualTo(7);
        assertThat(registry.get("podtide.alerts.file.rejected").gauge().value()).isEqualTo(1);
        assertThat(registry.get("podtide.alerts.waiting")
                        .tags("receiver", "chat")
                        .gauge()
                        .value())
                .isEqualTo(3);
        status.state(AlertsStatus.State.WAITING);
        assertThat(registry.get("podtide.alerts.at.desk").gauge().value()).isZero();
    }

    private double count(String name) {
        return registry.get(name).tags("receiver", "chat").counter().count();
    }

    private double failing(String receiver) {
        return registry.get("podtide.alerts.failing")
                .tags("receiver", receiver)
                .gauge()
                .value();
    }

    private void attempted(int failures, Reason reason, Outcome outcome, int afterSeconds) {
        metrics.attempted(delivery(failures, reason), outcome, START.plusSeconds(afterSeconds));
    }

    /** Heard of at the start, due after 30 s. */
    private static Delivery delivery(int failures, Reason reason) {
        var attempt = new Attempt(reason, 1, CONTENT, START.plusSeconds(30), failures, true, false, false);
        return new Delivery(
                new Ref("incident/a", "chat"),
                attempt,
                START,
                null,
                Map.of(),
                Severity.WARNING,
                "shop",
                List.of(),
                1,
                1,
                null,
                null);
    }
}
