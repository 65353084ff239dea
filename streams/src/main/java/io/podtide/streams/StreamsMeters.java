package io.podtide.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an instance tells of its work in figures. Those of incidents are of the instance that has the one task of the last step;
 * with the others they are 0.
 */
public final class StreamsMeters {

    /** Seconds. */
    private static final List<Double> LAG =
            List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3_600.0);

    private static final List<Double> DELAY =
            List.of(1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 10_800.0, 86_400.0);

    private final MeterRegistry registry;
    /** By id. */
    private final Map<String, Told> open = new HashMap<>();

    private final Map<Shown, AtomicInteger> counts = new HashMap<>();
    private final Map<Kind, OfKind> kinds = new EnumMap<>(Kind.class);
    private final Timer lag;
    private final Counter unreadable;
    private final Counter failed;
    private final Counter unwritable;

    /** What is counted of an incident that is not over. */
    private record Shown(Kind kind, State state) {}

    /**
     * An incident that is not over, as last told.
     *
     * @param until what is dated no later is no news of its cluster
     */
    private record Told(Shown shown, Instant until) {}

    private record OfKind(Counter revisions, Timer delay) {}

    public StreamsMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lag = Timer.builder("podtide.incident.lag")
                .description("From what a cluster showed to the revision of an incident that tells of it")
                .serviceLevelObjectives(durations(LAG))
                .register(registry);
        this.unreadable = deadLetters("unreadable");
        this.failed = deadLetters("failed");
        this.unwritable = deadLetters("unwritable");
        for (var kind : Kind.values()) {
            incidents(kind, State.OPEN);
            incidents(kind, State.UNKNOWN);
            kinds.put(kind, new OfKind(revisions(kind), delay(kind)));
        }
    }

    /** Measures for nobody. */
    public static StreamsMeters none() {
        return new StreamsMeters(new CompositeMeterRegistry());
    }

    private Counter deadLetters(String reason) {
        return Counter.builder("podtide.streams.dead.letters")
                .description("Records that were put aside")
                .tag("reason", reason)
                .register(registry);
    }

    private void incidents(Kind kind, State state) {
        var count = new AtomicInteger();
        counts.put(new Shown(kind, state), count);
        Gauge.builder("podtide.incidents", count, AtomicInteger::get)
                .description("Incidents that are not over")
                .tags("kind", kind.name(), "state", state.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter revisions(Kind kind) {
        return Counter.builder("podtide.incident.revisions")
                .description("Revisions of incidents written")
                .tag("kind", kind.name())
                .register(registry);
    }

    private Timer delay(Kind kind) {
        return Timer.builder("podtide.incident.detection.delay")
                .description("From when a failure began to the first revision that tells of it")
                .tag("kind", kind.name())
                .serviceLevelObjectives(durations(DELAY))
                .register(registry);
    }

    private static Duration[] durations(List<Double> seconds) {
        return seconds.stream()
                .map(s -> Duration.ofMillis(Math.round(s * 1_000)))
                .toArray(Duration[]::new);
    }

    /** It was told by whoever had the task before. */
    synchronized void known(Incident incident) {
        known(incident, incident.updatedAt());
    }

    private void known(Incident incident, Instant until) {
        var now = incident.state() == State.RESOLVED
                ? null
                : new Told(new Shown(incident.kind(), incident.state()), until);
        var before = now == null ? open.remove(incident.id()) : open.put(incident.id(), now);
        add(before, -1);
        add(now, 1);
    }

    private void add(@Nullable Told told, int change) {
        var count = told == null ? null : counts.get(told.shown());
        if (count != null) {
            count.addAndGet(change);
        }
    }

    synchronized void told(Incident incident, Instant now) {
        var before = open.get(incident.id());
        boolean wasUnknown = before != null && before.shown().state() == State.UNKNOWN;
        // what is dated within a silence could not be told before its end
        known(incident, wasUnknown && incident.state() == State.OPEN ? now : incident.updatedAt());
        var ofKind = Objects.requireNonNull(kinds.get(incident.kind()));
        ofKind.revisions().increment();
        if (incident.revision() == 1) {
            ofKind.delay().record(between(incident.startedAt(), now));
        }
        // of a silent cluster nothing is shown, and its time stands still
        if (incident.kind() != Kind.CLUSTER_SILENT
                && incident.state() != State.UNKNOWN
                && (before == null || incident.updatedAt().isAfter(before.until()))) {
            lag.record(between(incident.updatedAt(), now));
        }
    }

    /** Another instance has the task by now. */
    synchronized void leave() {
        open.clear();
        counts.values().forEach(count -> count.set(0));
    }

    void unreadable() {
        unreadable.increment();
    }

    void failed() {
        failed.increment();
    }

    void unwritable() {
        unwritable.increment();
    }

    /** Clocks of clusters may be ahead. */
    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
