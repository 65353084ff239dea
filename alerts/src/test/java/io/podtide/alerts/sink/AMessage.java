package io.podtide.alerts.sink;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Attempt;
import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.calm.Ref;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.message.Messages;
import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Messages as the desk makes them. */
final class AMessage {

    static final AlertsConfig CONFIG = AlertsReader.read("""
            receivers: [{name: r, webhook: {url: "http://localhost/"}}]
            fallback: [r]
            incident-link: "https://podtide.example.com/incidents/{id}"
            """, Sinks.KINDS).orThrow();

    private AMessage() {}

    static Message of(Reason reason, Incident incident) {
        return of(reason, incident, null, Map.of(), false);
    }

    static Message of(
            Reason reason, Incident incident, @Nullable Content told, Map<String, String> handle, boolean again) {
        return new Messages(CONFIG, UnaryOperator.identity())
                .of(delivery(reason, incident, told, handle, again, AnIncident.START));
    }

    /** One that is to be sent since then. */
    static Message due(
            Instant since, Reason reason, Incident incident, @Nullable Content told, Map<String, String> handle) {
        return new Messages(CONFIG, UnaryOperator.identity())
                .of(delivery(reason, incident, told, handle, false, since));
    }

    /** In the words of the operator. */
    static Message titled(String title, Incident incident) {
        var config = AlertsReader.read(
                        "receivers: [{name: r, title: \"" + title + "\", webhook: {url: \"http://localhost/\"}}]",
                        Sinks.KINDS)
                .orThrow();
        return new Messages(config, UnaryOperator.identity())
                .of(delivery(Reason.OPENED, incident, null, Map.of(), false, AnIncident.START));
    }

    private static Delivery delivery(
            Reason reason,
            Incident incident,
            @Nullable Content told,
            Map<String, String> handle,
            boolean again,
            Instant since) {
        var content = content(incident);
        var attempt = new Attempt(reason, 1, content, since, 0, again, again, false);
        return new Delivery(
                new Ref(Ref.INCIDENT + incident.id(), "r"),
                attempt,
                AnIncident.START,
                told,
                handle,
                incident.severity(),
                "shop",
                List.of(incident),
                1,
                1,
                null,
                null);
    }

    static Content content(Incident incident) {
        return new Content(
                incident.state(),
                incident.severity(),
                incident.cause(),
                incident.podCount(),
                incident.parentId() != null,
                incident.reopened(),
                false);
    }
}
