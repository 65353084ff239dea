package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Notice;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Unneeded;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas, one of which refuses the message of an end; it is told again, and only it. */
class MissedEndsTest {

    private final AnIncident one = new AnIncident("a");
    private FakeService good;
    private FakeService bad;
    private Sink sink;
    private Map<String, String> handle = Map.of();
    private Content told;

    @BeforeEach
    void start() throws Exception {
        good = new FakeService();
        bad = new FakeService();
        sink = sink(Duration.ofMinutes(15));
        told = AMessage.content(one.next());
        send(Reason.OPENED, one.next());
        asked(good);
        asked(bad);
    }

    private Sink sink(Duration expires) {
        var urls = List.of(good.url("/"), bad.url("/prefix/"));
        return new Sinks().of(new Alertmanager("am", urls, null, Duration.ofMinutes(1), expires, Wording.OURS));
    }

    @AfterEach
    void stop() {
        good.close();
        bad.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 503})
    void itIsToldAgainToWhoRefusedIt(int status) throws Exception {
        bad.answers(status, "{}");
        send(Reason.RESOLVED, one.resolved().next());
        var end = asked(good);
        assertThat(end).hasSize(1);
        assertThat(asked(bad)).isEqualTo(end);

        bad.answers(status, "{}");
        told = AMessage.content(one.next());
        assertThat(again()).as("nobody has taken it").isInstanceOf(Unneeded.class);
        assertThat(asked(good)).isEmpty();
        assertThat(asked(bad)).isEqualTo(end);

        assertThat(again()).isInstanceOf(Arrived.class);
        assertThat(asked(bad)).isEqualTo(end);
        assertThat(handle).containsEntry(Notice.MISSED, "");
        again();
        assertThat(asked(good)).isEmpty();
        assertThat(asked(bad)).isEmpty();
    }

    @Test
    void itEndedWhenItEndedHoweverLateThatIsSaid() throws Exception {
        bad.answers(503, "{}");
        send(Reason.RESOLVED, one.resolved().next());
        again();
        var ends = bad.asked().stream()
                .map(asked ->
                        asked.json().findValue("startsAt") + " " + asked.json().findValue("endsAt"))
                .toList();
        assertThat(ends).hasSize(2);
        assertThat(ends.get(1)).isEqualTo(ends.get(0));
    }

    @Test
    void anAlertThatEndedBecauseALabelChangedIsToldAgainWithTheOneThatIs() throws Exception {
        bad.answers(503, "{}");
        send(Reason.CHANGED, one.severity(Severity.CRITICAL).next());
        asked(bad);
        asked(good);
        again();
        assertThat(asked(good)).containsExactly("critical fires");
        assertThat(asked(bad)).containsExactly("warning over", "critical fires");
        again();
        assertThat(asked(bad)).containsExactly("critical fires");
    }

    @Test
    void anAlertThatHasBegunAnewIsNotEnded() throws Exception {
        bad.answers(503, "{}");
        send(Reason.CHANGED, one.severity(Severity.CRITICAL).next());
        bad.answers(503, "{}");
        send(Reason.CHANGED, one.severity(Severity.WARNING).next());
        asked(bad);
        again();
        assertThat(asked(bad)).containsExactly("critical over", "warning fires");

        bad.answers(503, "{}");
        send(Reason.RESOLVED, one.resolved().next());
        send(Reason.REOPENED, one.open().next());
        asked(bad);
        again();
        assertThat(asked(bad)).containsExactly("warning fires");
    }

    @Test
    void whatAReplicaHasForgottenByItselfIsNotSaid() throws Exception {
        sink = sink(Duration.ofNanos(1));
        bad.answers(503, "{}");
        send(Reason.RESOLVED, one.resolved().next());
        asked(bad);
        assertThat(handle.get(Notice.MISSED)).isNotEmpty();
        again();
        assertThat(handle).containsEntry(Notice.MISSED, "");
        assertThat(asked(bad)).isEmpty();
    }

    @Test
    void aReplicaThatIsGoneFromTheConfigurationIsForgotten() throws Exception {
        bad.answers(503, "{}");
        send(Reason.RESOLVED, one.resolved().next());
        sink = new Sinks()
                .of(new Alertmanager(
                        "am",
                        List.of(good.url("/")),
                        null,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(15),
                        Wording.OURS));
        again();
        assertThat(handle).containsEntry(Notice.MISSED, "");
    }

    /** As the desk does it: what has arrived is what is known from then on. */
    private Outcome send(Reason reason, Incident incident) throws Exception {
        var outcome = sink.send(AMessage.due(Instant.now(), reason, incident, told, handle));
        if (outcome instanceof Arrived arrived) {
            handle = arrived.handle();
            told = AMessage.content(incident);
        }
        return outcome;
    }

    /** In a round. */
    private Outcome again() throws Exception {
        return send(Reason.REMINDED, one.next());
    }

    /** Alerts that were posted since this was asked last. */
    private static List<String> asked(FakeService service) {
        return service.asked().stream()
                .flatMap(asked -> asked.json().findParents("labels").stream())
                .map(MissedEndsTest::line)
                .toList();
    }

    private static String line(JsonNode alert) {
        var severity = alert.path("labels").path("severity").asText();
        boolean fires = Instant.parse(alert.path("endsAt").asText()).isAfter(Instant.now());
        return severity + (fires ? " fires" : " over");
    }
}
