package io.podtide.health;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one process, as Prometheus reads them, and as a collector is sent them where there is one. Those of the process
 * itself are among them from the beginning.
 */
public final class Metrics implements AutoCloseable {

    /** Prometheus' own text format, which is given to who asks for none. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** For who comes and reads them. */
    public Metrics() {
        this(null);
    }

    /** @param export where they are sent; null for nowhere */
    public Metrics(@Nullable OtlpExport export) {
        registry = export == null
                ? prometheus
                : new CompositeMeterRegistry(
                        Clock.SYSTEM, List.of(prometheus, new OtlpMeterRegistry(export, Clock.SYSTEM)));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Where others add theirs. */
    public MeterRegistry registry() {
        return registry;
    }

    /** @param accept what the reader asks for */
    static String format(@Nullable String accept) {
        return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    }

    String scrape(String format) {
        return prometheus.scrape(format);
    }

    /** Sends a last time. */
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
