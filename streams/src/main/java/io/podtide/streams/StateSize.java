package io.podtide.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How much an instance keeps of each store, over all of its tasks, as RocksDB counts it. Added up when it is asked for. */
final class StateSize {

    private static final List<String> STORES = List.of(
            Stores.PODS,
            Stores.CONTROLLERS,
            Stores.NODE_CONTACTS,
            Stores.CLUSTERS,
            Stores.WORKLOADS,
            Stores.NODES,
            Stores.GROUPS,
            Stores.SILENCES,
            Stores.INCIDENTS);

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private final String store;

    private StateSize(Supplier<Map<MetricName, ? extends Metric>> metrics, String store) {
        this.metrics = metrics;
        this.store = store;
    }

    static void bind(MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> metrics) {
        for (var store : STORES) {
            var size = new StateSize(metrics, store);
            Gauge.builder("podtide.streams.state", size, s -> s.sum("total-sst-files-size"))
                    .description("What a store takes on disk")
                    .baseUnit("bytes")
                    .tag("store", store)
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("podtide.streams.state.keys", size, s -> s.sum("estimate-num-keys"))
                    .description("Keys in a store, as RocksDB estimates them")
                    .tag("store", store)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double sum(String property) {
        return metrics.get().values().stream()
                .filter(metric -> metric.metricName().name().equals(property)
                        && store.equals(metric.metricName().tags().get("rocksdb-state-id")))
                .mapToDouble(StateSize::value)
                .sum();
    }

    private static double value(Metric metric) {
        try {
            return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
        } catch (RuntimeException e) {
            return 0; // its store is being closed
        }
    }
}
