package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.calm.Outcome.Unneeded;
import io.podtide.alerts.message.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alertmanager's API v2. An alert is its labels: where one that can change has changed (severity, cause), the alert of before
 * ends in the same request in which the new one begins. All replicas are told, as Prometheus does it, and one that has it is
 * enough: they tell each other what was notified. Who missed a beginning or an end is told with the next repetition; ends only
 * to those who missed them, since who hears of an end twice may notify of it twice.
 */
final class AlertmanagerSink implements Sink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSink.class);

    private final Alertmanager receiver;
    private final Set<URI> replicas;
    private final Http http;

    AlertmanagerSink(Alertmanager receiver, Http http) {
        this.receiver = receiver;
        this.http = http;
        this.replicas = receiver.urls().stream()
                .map(url -> URI.create(url.toString().replaceAll("/+$", "") + "/api/v2/alerts"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        return post(List.of(message)).get(0);
    }

    @Override
    public void sendAll(List<Message> messages, BooleanSupplier may, BiConsumer<Message, Outcome> outcomes)
            throws InterruptedException {
        if (messages.isEmpty() || !may.getAsBoolean()) {
            return;
        }
        var all = post(messages);
        if (all.stream().anyMatch(Refused.class::isInstance) && messages.size() > 1) {
            // One of them spoils the request: it is to be found.
            Sink.super.sendAll(messages, may, outcomes);
            return;
        }
        for (int i = 0; i < messages.size(); i++) {
            outcomes.accept(messages.get(i), all.get(i));
        }
    }

    private List<Outcome> post(List<Message> messages) throws InterruptedException {
        var now = Instant.now();
        var tellings = messages.stream()
                .map(message -> new Telling(message, receiver.expires(), now))
                .toList();
        try {
            var headers = Credentials.headers(receiver.login());
            var results = http.postToAll(bodies(tellings), "application/json", headers);
            var outcomes = new LinkedHashMap<URI, Outcome>();
            results.forEach((replica, result) -> outcomes.put(replica, Http.outcome(result)));
            outcomes.forEach(this::complain);
            return tellings.stream().map(telling -> outcome(telling, outcomes)).toList();
        } catch (IOException e) {
            return Collections.nCopies(messages.size(), Credentials.missing(e));
        }
    }

    /** None for a replica that has to be told nothing. */
    private Map<URI, byte[]> bodies(List<Telling> tellings) {
        var bodies = new LinkedHashMap<URI, byte[]>();
        for (var replica : replicas) {
            var alerts = JsonNodeFactory.instance.arrayNode();
            tellings.forEach(telling -> alerts.addAll(telling.to(replica)));
            if (!alerts.isEmpty()) {
                bodies.put(replica, Json.bytes(alerts));
            }
        }
        return bodies;
    }

    private void complain(URI replica, Outcome outcome) {
        if (!(outcome instanceof Arrived)) {
            LOG.warn(
                    "alertmanager: not told: receiver={} host={} outcome={}",
                    receiver.name(),
                    replica.getAuthority(),
                    outcome);
        }
    }

    private Outcome outcome(Telling telling, Map<URI, Outcome> outcomes) {
        boolean taken = outcomes.values().stream().anyMatch(Arrived.class::isInstance);
        if (telling.isNews() && !taken) {
            return outcomes.values().iterator().next();
        }
        var left = new HashSet<>(replicas);
        left.removeIf(replica -> outcomes.getOrDefault(replica, Arrived.PLAIN) instanceof Arrived);
        var handle = telling.handle(left);
        return taken || telling.isNewTo(handle) ? new Arrived(handle) : new Unneeded();
    }
}
