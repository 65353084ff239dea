package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is posted to Alertmanager; what it makes of it {@link RealAlertmanagerTest} shows. */
class AlertmanagerSinkTest {

    private static final Instant TOLD = Instant.parse("2026-11-21T10:00:40Z");
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    private final AnIncident one = new AnIncident("a");
    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anAlertStartsWhenItIsToldAndKeepsThatForItsLife() throws Exception {
        var sink = sink(service.url("/"));
        var opened = one.next();
        var handle = ((Arrived) sink.send(AMessage.due(TOLD, Reason.OPENED, opened, null, Map.of()))).handle();
        var told = AMessage.content(opened);
        sink.send(AMessage.due(TOLD.plusSeconds(60), Reason.REMINDED, one.next(), told, handle));
        sink.send(AMessage.due(
                TOLD.plusSeconds(90), Reason.RESOLVED, one.resolved().next(), told, handle));
        var posted = posted();
        assertThat(posted)
                .extracting(alert -> alert.path("startsAt").asText())
                .containsExactly("2026-11-21T10:00:40Z", "2026-11-21T10:00:40Z", "2026-11-21T10:00:40Z");
        assertThat(posted.get(0).path("annotations").path("started").asText()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(posted.get(1).path("annotations").path("description").asText())
                .as("how it is, not that it was told again")
                .startsWith("Container app exits");
        assertThat(Instant.parse(posted.get(1).path("endsAt").asText())).isAfter(Instant.now());
        assertThat(Instant.parse(posted.get(2).path("endsAt").asText())).isBefore(Instant.now());
    }

    @Test
    void whereALabelChangesTheAlertOfBeforeEndsWithTheSameRequest() throws Exception {
        var sink = sink(service.url("/"));
        var opened = one.next();
        var handle = ((Arrived) sink.send(AMessage.due(TOLD, Reason.OPENED, opened, null, Map.of()))).handle();
        posted();
        var worse = one.severity(Severity.CRITICAL).next();
        sink.send(AMessage.due(TOLD.plusSeconds(60), Reason.CHANGED, worse, AMessage.content(opened), handle));
        assertThat(posted())
                .extracting(alert -> alert.path("labels").path("severity").asText() + " "
                        + Instant.parse(alert.path("endsAt").asText()).isAfter(Instant.now()))
                .containsExactly("warning false", "critical true");
    }

    @Test
    void oneReplicaThatHasItIsEnoughAndNoneIsAFailure() throws Exception {
        var message = AMessage.due(TOLD, Reason.OPENED, one.next(), null, Map.of());
        assertThat(sink(NOBODY, service.url("/")).send(message)).isInstanceOf(Arrived.class);
        assertThat(sink(NOBODY).send(message)).isInstanceOf(Failed.class);
    }

    @Test
    void theNodeOfAPodIsNoLabelAndThatOfANodeIs() throws Exception {
        var sink = sink(service.url("/"));
        sink.send(AMessage.due(TOLD, Reason.OPENED, one.next(), null, Map.of()));
        sink.send(AMessage.due(TOLD, Reason.OPENED, one.scope(Scope.NODE).next(), null, Map.of()));
        assertThat(posted())
                .extracting(alert -> alert.path("labels").path("node").asText())
                .containsExactly("", "a");
    }

    private static Sink sink(URI... urls) {
        return new Sinks()
                .of(new Alertmanager(
                        "am", List.of(urls), null, Duration.ofMinutes(1), Duration.ofMinutes(15), Wording.OURS));
    }

    /** All alerts, in order, since this was asked last. */
    private List<JsonNode> posted() {
        return service.asked().stream()
                .flatMap(asked -> {
                    assertThat(asked.path()).isEqualTo("/api/v2/alerts");
                    return asked.json().findParents("labels").stream();
                })
                .toList();
    }
}
