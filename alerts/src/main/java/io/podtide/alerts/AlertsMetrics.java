package io.podtide.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The meters of an instance. Labels are names of receivers and reasons of messages; those of a receiver go with it. */
public final class AlertsMetrics {

    private static final Duration[] BUCKETS = List.of(
                    100L,
                    250L,
                    500L,
                    1_000L,
                    2_500L,
                    5_000L,
                    10_000L,
                    30_000L,
                    35_000L,
                    60_000L,
                    120_000L,
                    300_000L,
                    1_800_000L,
                    3_600_000L)
            .stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final AlertsStatus status;
    private final InstantSource clock;
    private final Map<String, Set<Meter>> meters = new HashMap<>();

    public AlertsMetrics(MeterRegistry registry, AlertsStatus status, InstantSource clock) {
        this.registry = registry;
        this.status = status;
        this.clock = clock;
        Gauge.builder("podtide.alerts.at.desk", status, s -> s.state() == AlertsStatus.State.AT_DESK ? 1 : 0)
                .description("1 where this instance is the one that tells")
                .register(registry);
        Gauge.builder("podtide.alerts.incidents", status, AlertsStatus::incidents)
                .description("Incidents that are followed: open ones, and those that may come back")
                .register(registry);
        Gauge.builder("podtide.alerts.file.rejected", status, s -> s.isFileRejected() ? 1 : 0)
                .description("1 while the file has mistakes, and what it said before is in force")
                .register(registry);
    }

    /** These receivers and no others. */
    void receivers(Collection<String> names) {
        var gone = new HashSet<>(meters.keySet());
        gone.removeAll(names);
        gone.forEach(name -> meters.getOrDefault(name, Set.of()).forEach(registry::remove));
        meters.keySet().removeAll(gone);
        names.forEach(name -> meters.computeIfAbsent(name, this::gauges));
    }

    private Set<Meter> gauges(String receiver) {
        var tags = Tags.of("receiver", receiver);
        var made = new HashSet<Meter>();
        made.add(Gauge.builder(
                        "podtide.alerts.waiting", status, s -> s.lane(receiver).waiting())
                .description("Messages for their turn, or under way")
                .tags(tags)
                .register(registry));
        made.add(Gauge.builder("podtide.alerts.failing", status, s -> failing(s.lane(receiver)))
                .description("Since when it has taken nothing; 0 while it does")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry));
        for (var reason : Reason.values()) {
            made.add(sent(receiver, reason)); // from 0 on: an increase is told of by who has seen it before
        }
        made.add(failures(receiver));
        made.add(retries(receiver));
        made.add(deadLetters(receiver));
        made.add(told(receiver));
        made.add(delivered(receiver));
        return made;
    }

    private double failing(AlertsStatus.Lane lane) {
        return lane.failingSince() == null
                ? 0
                : Duration.between(lane.failingSince(), clock.instant()).toMillis() / 1000.0;
    }

    /** What came of an attempt to send a message. */
    void attempted(Delivery delivery, Outcome outcome, Instant now) {
        var receiver = delivery.ref().receiver();
        var attempt = delivery.attempt();
        if (attempt.failures() > 0 || attempt.maybe()) {
            retries(receiver).increment();
        }
        if (outcome instanceof Failed failed) {
            failures(receiver).increment();
            status.failed(receiver, failed.why(), now);
            return;
        }
        status.taken(receiver);
        if (outcome instanceof Arrived) {
            sent(receiver, attempt.reason()).increment();
            delivered(receiver).record(between(attempt.since(), now));
            if (attempt.reason() == Reason.OPENED) {
                told(receiver).record(between(delivery.heard(), now));
            }
        }
    }

    /** What came of telling again what still is. */
    void refreshed(String receiver, Outcome outcome, Instant now) {
        if (outcome instanceof Failed failed) {
            status.failed(receiver, failed.why(), now);
        } else if (outcome instanceof Arrived) {
            status.taken(receiver);
        }
    }

    void deadLetter(String receiver) {
        deadLetters(receiver).increment();
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    private Counter sent(String receiver, Reason reason) {
        return Counter.builder("podtide.alerts.messages")
                .description("Messages that the receiver has taken")
                .tags("receiver", receiver, "reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter failures(String receiver) {
        return counter("podtide.alerts.failures", "Attempts that failed, and are made again", receiver);
    }

    private Counter retries(String receiver) {
        return counter("podtide.alerts.retries", "Attempts that were not the first of their message", receiver);
    }

    private Counter deadLetters(String receiver) {
        return counter("podtide.alerts.dead.letters", "Messages given up or refused", receiver);
    }

    private Counter counter(String name, String what, String receiver) {
        return Counter.builder(name)
                .description(what)
                .tags("receiver", receiver)
                .register(registry);
    }

    private Timer told(String receiver) {
        return timer(
                "podtide.alerts.told",
                "From hearing of an incident until the receiver had the first message",
                receiver);
    }

    private Timer delivered(String receiver) {
        return timer("podtide.alerts.delivery", "From when a message was due until the receiver had it", receiver);
    }

    private Timer timer(String name, String what, String receiver) {
        return Timer.builder(name)
                .description(what)
                .serviceLevelObjectives(BUCKETS)
                .tags("receiver", receiver)
                .register(registry);
    }
}
