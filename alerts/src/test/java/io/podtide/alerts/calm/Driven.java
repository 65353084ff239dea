package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.sink.Sinks;
import io.podtide.alerts.state.StateJson;
import io.podtide.detect.incident.Incident;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The state machine with a clock and receivers of the test's own; what it keeps goes through JSON, as on the topic. */
final class Driven {

    static final String ONE_WEBHOOK = """
            receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
            fallback: [hook]
            """;

    private final String yaml;
    private final Map<String, byte[]> kept = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private final Map<String, Function<Delivery, Outcome>> receivers = new HashMap<>();
    private Calm calm;
    private Instant now = AnIncident.START;

    Driven(String yaml) {
        this.yaml = yaml;
        this.calm = new Calm(AlertsReader.read(yaml, Sinks.KINDS).orThrow(), true, () -> 1);
    }

    static Driven begun(String yaml) {
        var driven = new Driven(yaml);
        driven.begin();
        return driven;
    }

    Driven begin() {
        calm.begin(now);
        run();
        return this;
    }

    /** How a receiver takes what it is sent from now on. */
    Driven receiver(String name, Function<Delivery, Outcome> behaviour) {
        receivers.put(name, behaviour);
        return this;
    }

    Driven take(Incident... incidents) {
        for (var incident : incidents) {
            calm.take(incident, now);
        }
        run();
        return this;
    }

    /** Without anything being sent: until the next {@link #after}. */
    Driven backlog(Incident... incidents) {
        for (var incident : incidents) {
            calm.take(incident, now);
        }
        return this;
    }

    /** Other rules, from now on. */
    Driven config(String other) {
        calm.config(AlertsReader.read(other, Sinks.KINDS).orThrow(), now);
        run();
        return this;
    }

    Driven after(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var step = Duration.between(now, end).compareTo(Duration.ofMinutes(2)) > 0 ? 10 : 1;
            now = now.plusSeconds(step).isAfter(end) ? end : now.plusSeconds(step);
            calm.tick(now);
            run();
        }
        return this;
    }

    Driven seconds(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** Killed, and started again from what was kept. */
    Driven restart(Incident... meanwhile) {
        keep();
        calm = new Calm(AlertsReader.read(yaml, Sinks.KINDS).orThrow(), false, () -> 1);
        try {
            for (var type : Map.of(Ref.STORM, Storm.class, Ref.INCIDENT, Case.class, Ref.DIGEST, Digest.class)
                    .entrySet()) {
                for (var one : kept.entrySet()) {
                    if (one.getKey().startsWith(type.getKey())) {
                        restore(StateJson.read(one.getValue(), type.getValue()));
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        backlog(meanwhile);
        return begin();
    }

    private void restore(Object entity) {
        if (entity instanceof Case one) {
            calm.restore(one);
        } else if (entity instanceof Storm storm) {
            calm.restore(storm);
        } else if (entity instanceof Digest digest) {
            calm.restore(digest);
        }
    }

    private void run() {
        for (var parcels = calm.parcels(now); !parcels.isEmpty(); parcels = calm.parcels(now)) {
            keep();
            for (var parcel : parcels) {
                parcel.deliveries().forEach(delivery -> send(delivery, parcel.refresh()));
                calm.done(parcel);
            }
        }
        keep();
    }

    private void send(Delivery delivery, boolean refresh) {
        var receiver = delivery.ref().receiver();
        var outcome =
                receivers.getOrDefault(receiver, d -> Outcome.Arrived.PLAIN).apply(delivery);
        if (refresh) {
            calm.again(delivery.ref(), outcome);
            return;
        }
        var how = outcome instanceof Outcome.Arrived
                ? ""
                : " " + outcome.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        messages.add(receiver + " " + delivery.attempt().reason() + " "
                + (delivery.what() == null ? delivery.ref().id() : "storm of " + delivery.count()) + how);
        calm.report(delivery.ref(), outcome, now);
    }

    private void keep() {
        calm.changes().forEach((key, entity) -> {
            if (entity == null) {
                kept.remove(key);
            } else {
                kept.put(key, StateJson.write(entity));
            }
        });
    }

    /** Since this was asked last. */
    List<String> messages() {
        var all = List.copyOf(messages);
        messages.clear();
        return all;
    }

    Map<String, byte[]> kept() {
        return kept;
    }

    List<Delivery.DeadLetter> deadLetters() {
        return calm.deadLetters();
    }

    Instant now() {
        return now;
    }

    /** A second on, messages are given out, and the process is killed before their outcome is known. */
    Driven killedWhileSending() {
        now = now.plusSeconds(1);
        calm.tick(now);
        assertThat(calm.parcels(now)).isNotEmpty();
        return restart();
    }
}
