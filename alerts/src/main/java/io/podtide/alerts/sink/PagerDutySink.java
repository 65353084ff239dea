package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Unneeded;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.message.Clean;
import io.podtide.alerts.message.Message;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's Events API v2. {@code dedup_key} is the incident's id: a second trigger of what is open there is a line in its
 * log, wakes nobody, and leaves it acknowledged if it was. Therefore only changes of state and severity go there: after a
 * person has resolved it, a trigger is a new page.
 */
final class PagerDutySink implements Sink {

    private static final int SUMMARY = 1_024;
    private static final String MESSAGE_KEY = "podtide_message";

    private final PagerDuty receiver;
    private final Http http;

    PagerDutySink(PagerDuty receiver, Http http) {
        this.receiver = receiver;
        this.http = http;
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        boolean minor = message.reason() == Reason.REMINDED
                || (message.reason() == Reason.CHANGED && !message.grave())
                || message.reason() == Reason.DIGEST;
        if (minor) {
            return new Unneeded();
        }
        try {
            var body = Json.bytes(event(message, receiver.routingKey().read()));
            return Http.outcome(http.post(receiver.url(), "application/json", body, Map.of()));
        } catch (IOException e) {
            return Credentials.missing(e);
        }
    }

    private static ObjectNode event(Message message, String routingKey) {
        var event = Json.object()
                .put("routing_key", routingKey)
                .put("event_action", message.over() ? "resolve" : "trigger")
                .put("dedup_key", message.id());
        if (message.over()) {
            return event;
        }
        event.put("client", "Podtide");
        if (message.link() != null) {
            event.put("client_url", message.link());
        }
        var first = message.incidents().get(0);
        var payload = event.putObject("payload")
                .put("summary", Clean.cut(message.title(), SUMMARY))
                .put("source", first.display())
                .put("severity", severity(message))
                .put("timestamp", first.startedAt().toString())
                .put("class", first.kind().name());
        put(payload, "component", first.workload() == null ? first.node() : first.workload());
        put(payload, "group", first.namespace());
        payload.putObject("custom_details")
                .put("text", message.text())
                .put("team", message.team())
                .put("incidents", message.count())
                .put(MESSAGE_KEY, message.key());
        return event;
    }

    private static void put(ObjectNode payload, String key, @Nullable String value) {
        if (value != null) {
            payload.put(key, value);
        }
    }

    private static String severity(Message message) {
        return switch (message.severity()) {
            case CRITICAL -> "critical";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }
}
