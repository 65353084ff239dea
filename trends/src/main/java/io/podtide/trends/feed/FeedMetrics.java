package io.podtide.trends.feed;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of a history that is written. */
public final class FeedMetrics {

    private final MeterRegistry registry;
    private final Supplier<FeedStatus> status;
    private final InstantSource clock;

    private FeedMetrics(MeterRegistry registry, Supplier<FeedStatus> status, InstantSource clock) {
        this.registry = registry;
        this.status = status;
        this.clock = clock;
    }

    /** @param status asked whenever figures are read */
    public static void bind(MeterRegistry registry, Supplier<FeedStatus> status, InstantSource clock) {
        var meters = new FeedMetrics(registry, status, clock);
        meters.counter("podtide.trends.records", "Records read and dealt with", FeedStatus::records);
        meters.counter("podtide.trends.rows", "Incidents and occurrences written", FeedStatus::rows);
        meters.counter("podtide.trends.unreadable", "Records that were skipped", FeedStatus::unreadable);
        meters.gauge(
                "podtide.trends.behind",
                "Records that are there and have not been read",
                "records",
                now -> now.behind() < 0 ? Double.NaN : now.behind());
        meters.gauge(
                "podtide.trends.failing",
                "Since when nothing can be written; 0 while it can",
                "seconds",
                now -> meters.age(now.failingSince()));
    }

    private void counter(String name, String what, ToDoubleFunction<FeedStatus> value) {
        FunctionCounter.builder(name, status, s -> value.applyAsDouble(s.get()))
                .description(what)
                .register(registry);
    }

    /** Holds on to what is asked, for the counters too: nobody else may. */
    private void gauge(String name, String what, String unit, ToDoubleFunction<FeedStatus> value) {
        Gauge.builder(name, status, s -> value.applyAsDouble(s.get()))
                .description(what)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private double age(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1_000.0;
    }
}
