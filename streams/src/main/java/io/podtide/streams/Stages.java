package io.podtide.streams;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The three steps, each with the stores it brings.
 *
 * @param rules in force, which may change at any time
 * @param catalogue where causes are looked up
 * @param origins partitions of {@code podtide.pod-status}: so many tasks of the first stage tell how far time has moved on
 * @param inUse pods, workloads, and clusters, that an instance that has all tasks keeps in memory, at least one a task; of
 *     other stores it keeps a part of that
 * @param meters of the instance
 */
public record Stages(
        RulesInForce rules, CauseCatalogue catalogue, Stores stores, int origins, int inUse, StreamsMeters meters) {

    /** That are allowed for the state of a pod, whatever it takes. */
    private static final int BYTES_IN_USE = 2_000;

    /** Of the heap, for the states of pods; those of workloads are as many at most, and far fewer as a rule. */
    private static final int PART_OF_HEAP = 4;

    /** For one of these there are so many pods: controllers that fail, nodes that are not heard of, incidents. */
    private static final int PODS_OF_ONE = 32;

    private static final int PODS_OF_A_LARGE_ONE = 1_024;

    public Stages(RulesInForce rules, CauseCatalogue catalogue, Stores stores, int origins) {
        this(rules, catalogue, stores, origins, inUse(Runtime.getRuntime().maxMemory()));
    }

    /** Measured by nobody. */
    Stages(RulesInForce rules, CauseCatalogue catalogue, Stores stores, int origins, int inUse) {
        this(rules, catalogue, stores, origins, inUse, StreamsMeters.none());
    }

    /** The same, measured. */
    public Stages withMeters(StreamsMeters others) {
        return new Stages(rules, catalogue, stores, origins, inUse, others);
    }

    static int inUse(long heap) {
        return (int) Math.min(Integer.MAX_VALUE, heap / PART_OF_HEAP / BYTES_IN_USE);
    }

    /** A store of a stage that has as many tasks as there are origins. */
    <V> StoreBuilder<KeyValueStore<String, V>> inUse(StoreBuilder<KeyValueStore<String, V>> store) {
        return WriteBehindStore.of(store, Math.max(1, inUse / origins));
    }

    /** The same of which there is far less than of pods. */
    <V> StoreBuilder<KeyValueStore<String, V>> fewInUse(StoreBuilder<KeyValueStore<String, V>> store) {
        return WriteBehindStore.of(store, Math.max(1, inUse / PODS_OF_ONE / origins));
    }

    /** A store of the stage that has one task. */
    <V> StoreBuilder<KeyValueStore<String, V>> fewInUseByOne(StoreBuilder<KeyValueStore<String, V>> store) {
        return WriteBehindStore.of(store, Math.max(1, inUse / PODS_OF_ONE));
    }

    /** The same, of what takes up to 200 KB: a node on which much was killed, with the words of each kill. */
    <V> StoreBuilder<KeyValueStore<String, V>> hardlyAnyInUseByOne(StoreBuilder<KeyValueStore<String, V>> store) {
        return WriteBehindStore.of(store, Math.max(1, inUse / PODS_OF_A_LARGE_ONE));
    }

    ProcessorSupplier<String, byte[], Void, Void> readRules() {
        return new ReadRules.Supplier(rules);
    }

    ProcessorSupplier<String, Observation, String, SymptomRecord> trackPods() {
        return new TrackPods.Supplier(this);
    }

    ProcessorSupplier<String, SymptomRecord, String, FleetNews> assembleIncidents() {
        return new AssembleIncidents.Supplier(this);
    }

    ProcessorSupplier<String, FleetNews, String, Incident> correlateFleet() {
        return new CorrelateFleet.Supplier(this);
    }

    FixedKeyProcessorSupplier<String, Incident, Incident> measureIncidents() {
        return new MeasureIncidents.Supplier(meters);
    }
}
