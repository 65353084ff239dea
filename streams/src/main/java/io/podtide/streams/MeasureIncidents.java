package io.podtide.streams;

import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Counts and times what is told, which goes by as it is: the wall clock is looked at when nothing hangs on it any more. */
final class MeasureIncidents implements FixedKeyProcessor<String, Incident, Incident> {

    private final StreamsMeters meters;
    private @Nullable FixedKeyProcessorContext<String, Incident> context;

    private MeasureIncidents(StreamsMeters meters) {
        this.meters = meters;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Incident> given) {
        context = given;
        KeyValueStore<String, Incident> incidents = given.getStateStore(Stores.INCIDENTS);
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> meters.known(entry.value));
        }
    }

    @Override
    public void process(FixedKeyRecord<String, Incident> record) {
        var known = Objects.requireNonNull(context, "init comes first");
        meters.told(record.value(), Instant.ofEpochMilli(known.currentSystemTimeMs()));
        known.forward(record);
    }

    @Override
    public void close() {
        meters.leave();
    }

    /** Makes the one there is. */
    record Supplier(StreamsMeters meters) implements FixedKeyProcessorSupplier<String, Incident, Incident> {
        @Override
        public FixedKeyProcessor<String, Incident, Incident> get() {
            return new MeasureIncidents(meters);
        }
    }
}
