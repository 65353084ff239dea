package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.message.Clean;
import io.podtide.alerts.message.Message;
import io.podtide.detect.incident.Incident;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
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
 * enough: they tell each other what was notified. Who missed a beginning is told with the next repetition, who missed an end
 * forgets in time.
 */
final class AlertmanagerSink implements Sink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSink.class);

    /** In the handle: the labels it has there. */
    private static final String LABELS = "labels";

    /** Names of Kubernetes have 253 at most. */
    private static final int LONGEST_LABEL = 256;

    /** In the handle: since when it fires there. */
    private static final String STARTS = "startsAt";

    private final Alertmanager receiver;
    private final List<URI> urls;
    private final Http http;

    AlertmanagerSink(Alertmanager receiver, Http http) {
        this.receiver = receiver;
        this.urls = receiver.urls().stream()
                .map(url -> URI.create(url.toString().replaceAll("/+$", "") + "/api/v2/alerts"))
                .toList();
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
        List<Outcome> outcomes;
        try {
            outcomes =
                    http
                            .postToAll(
                                    urls, "application/json", Json.bytes(alerts), Credentials.headers(receiver.login()))
                            .stream()
                            .map(Http::outcome)
                            .toList();
        } catch (IOException e) {
            return Credentials.missing(e);
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof Arrived)) {
                LOG.warn(
                        "alertmanager: not told: receiver={} host={} outcome={}",
                        receiver.name(),
                        urls.get(i).getAuthority(),
                        outcomes.get(i));
            }
        }
        var arrived = outcomes.stream().filter(Arrived.class::isInstance).findFirst();
        if (arrived.isEmpty()) {
            return outcomes.get(0);
        }
        return messages.size() == 1 ? new Arrived(handle(messages.get(0))) : Arrived.PLAIN;
    }

    private void alerts(Message message, Instant now, ArrayNode alerts) {
        var labels = labels(message);
        var before = message.handle().get(LABELS);
        var startsAt = startsAt(message);
        if (before != null && !before.equals(text(labels))) {
            var old = alerts.addObject();
            old.set("labels", Json.parse(before));
            old.put("startsAt", startsAt).put("endsAt", now.toString());
        }
        var alert = alerts.addObject();
        alert.set("labels", text(labels, Json.object()));
        alert.put("startsAt", startsAt);
        alert.put("endsAt", (message.over() ? now : now.plus(receiver.expires())).toString());
        if (message.link() != null) {
            alert.put("generatorURL", message.link());
        }
        alert.putObject("annotations")
                .put("summary", message.title())
                .put("description", message.body())
                .put("started", message.incidents().get(0).startedAt().toString())
                .put("state", message.content().state().name());
    }

    private static Map<String, String> handle(Message message) {
        return Map.of(LABELS, text(labels(message)), STARTS, startsAt(message));
    }

    /**
     * As with Prometheus' own it is when the alert began to fire, not when the failure began: of one that is older than {@code
     * group_wait} Alertmanager notifies at once, and what comes with it would miss the notification.
     */
    private static String startsAt(Message message) {
        boolean known = message.before() != null && message.before().state() != Incident.State.RESOLVED;
        var since = message.since().toString();
        return known ? message.handle().getOrDefault(STARTS, since) : since;
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
        if (one.scope() == Incident.Scope.NODE) { // elsewhere it moves with the pod, and the alert would be another
            put(all, "node", one.node());
        }
        all.put("team", message.team());
        // In one order: where two names become one, the same of them stays after a restart.
        new TreeMap<>(one.labels())
                .forEach((key, value) -> all.put("label_" + key.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        all.replaceAll((key, value) -> Clean.line(value, LONGEST_LABEL));
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
