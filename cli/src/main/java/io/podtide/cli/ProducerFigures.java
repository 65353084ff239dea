package io.podtide.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.podtide.ingest.publish.KafkaSink;
import org.jspecify.annotations.Nullable;

/** The metrics of Kafka's producer, of which there is one at a time. */
final class ProducerFigures implements AutoCloseable {

    private final MeterRegistry registry;
    private @Nullable KafkaClientMetrics current;

    ProducerFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Those of this one from now on. */
    synchronized KafkaSink of(KafkaSink sink) {
        close();
        current = new KafkaClientMetrics(sink.producer());
        current.bindTo(registry);
        return sink;
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
