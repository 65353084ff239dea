package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.config.Receiver.Alertmanager;
import io.podtide.alerts.message.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alertmanager's API v2. An alert is its labels: where one that can change has changed (severity, cause), the alert of before
 * ends in the same request in which the new one begins. All replicas are told, as Prometheus does it, and one that has it is
 * enough: they tell each other what was notified, and who missed it is told again with the next repetition.
 */
final class AlertmanagerSink implements Sink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSink.class);

    /** In the handle: the labels it has there. */
    private static final String LABELS = "labels";

    private final Alertmanager receiver;
    private final Http http;

    AlertmanagerSink(Alertmanager receiver, Http http) {
        this.receiver = receiver;
        this.http = http;
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        return post(List.of(message));
    }

    @Override
    public void sendAll(List<Message> messages, BooleanSupplier may, BiConsumer<Message, Outcome> outcomes)
            throws InterruptedException {
        if (!may.getAsBoolean()) {
            return;
        }
        var outcome = post(messages);
        if (outcome instanceof Refused && messages.size() > 1) {
            // One of them spoils the request: it is to be found.
            Sink.super.sendAll(messages, may, outcomes);
            return;
        }
        for (var message : messages) {
            outcomes.accept(message, outcome instanceof Arrived ? new Arrived(handle(message)) : outcome);
        }
    }

    private Outcome post(List<Message> messages) throws InterruptedException {
        var alerts = JsonNodeFactory.instance.arrayNode();
        var now = Instant.now();
        messages.forEach(message -> alerts(message, now, alerts));
        var body = Json.bytes(alerts);
        var failures = new ArrayList<Outcome>();
        boolean arrived = false;
        for (var url : receiver.urls()) {
            var outcome = post(url, body);
            if (outcome instanceof Arrived) {
                arrived = true;
            } else {
                failures.add(outcome);
                LOG.warn(
                        "alertmanager: not told: receiver={} host={} outcome={}",
                        receiver.name(),
                        url.getHost(),
                        outcome);
            }
        }
        if (!arrived) {
            return failures.get(0);
        }
        return messages.size() == 1 ? new Arrived(handle(messages.get(0))) : Arrived.PLAIN;
    }

    private Outcome post(URI url, byte[] body) throws InterruptedException {
        var base = url.toString().replaceAll("/+$", "");
        try {
            return Http.outcome(http.post(
                    URI.create(base + "/api/v2/alerts"),
                    "application/json",
                    body,
                    Credentials.headers(receiver.login())));
        } catch (IOException e) {
            return new Failed(String.valueOf(e.getMessage()), null, false);
        }
    }

    private void alerts(Message message, Instant now, ArrayNode alerts) {
        var labels = labels(message);
        var before = message.handle().get(LABELS);
        var began = message.incidents().get(0).startedAt();
        var startsAt = began.isAfter(now) ? now : began; // the clocks of clusters differ from ours
        if (before != null && !before.equals(text(labels))) {
            var old = alerts.addObject();
            old.set("labels", Json.parse(before));
            old.put("startsAt", startsAt.toString()).put("endsAt", now.toString());
        }
        var alert = alerts.addObject();
        alert.set("labels", text(labels, Json.object()));
        alert.put("startsAt", startsAt.toString());
        alert.put("endsAt", (message.over() ? now : now.plus(receiver.expires())).toString());
        if (message.link() != null) {
            alert.put("generatorURL", message.link());
        }
        alert.putObject("annotations")
                .put("summary", message.title())
                .put("description", message.text())
                .put("state", message.content().state().name());
    }

    private static Map<String, String> handle(Message message) {
        return Map.of(LABELS, text(labels(message)));
    }

    private static Map<String, String> labels(Message message) {
        var one = message.incidents().get(0);
        var all = new HashMap<String, String>();
        all.put("alertname", "Podtide" + camel(one.kind().name()));
        all.put("incident", one.id());
        all.put("kind", one.kind().name());
        all.put("cause", message.content().cause());
        all.put("severity", message.severity().name().toLowerCase(Locale.ROOT));
        all.put("scope", one.scope().name());
        all.put("cluster", one.cluster());
        put(all, "namespace", one.namespace());
        put(all, "workload_kind", one.workloadKind());
        put(all, "workload", one.workload());
        put(all, "node", one.node());
        all.put("team", message.team());
        one.labels().forEach((key, value) -> all.put("label_" + key.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        all.values().removeIf(String::isEmpty); // Alertmanager takes an empty label for none
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    private static String text(Map<String, String> labels) {
        return text(labels, Json.object()).toString();
    }

    private static ObjectNode text(Map<String, String> labels, ObjectNode object) {
        new TreeMap<>(labels).forEach(object::put);
        return object;
    }

    /** {@code RESTART_LOOP}: {@code RestartLoop}. */
    private static String camel(String constant) {
        var text = new StringBuilder();
        for (var word : constant.split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
