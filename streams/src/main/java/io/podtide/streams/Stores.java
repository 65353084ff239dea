package io.podtide.streams;

import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.workload.WorkloadTrack;
import io.podtide.schema.ClusterTimeState;
import io.podtide.schema.ControllerState;
import io.podtide.schema.GroupState;
import io.podtide.schema.NodeContactState;
import io.podtide.schema.NodeState;
import io.podtide.schema.SilenceState;
import io.podtide.schema.WorkloadState;
import io.podtide.streams.state.ClusterTime;
import io.podtide.streams.state.ClusterTimeAvro;
import io.podtide.streams.state.ControllerStateAvro;
import io.podtide.streams.state.FleetNews;
import io.podtide.streams.state.FleetNewsAvro;
import io.podtide.streams.state.GroupStateAvro;
import io.podtide.streams.state.NodeContactStateAvro;
import io.podtide.streams.state.NodeStateAvro;
import io.podtide.streams.state.PodStateAvro;
import io.podtide.streams.state.SilenceStateAvro;
import io.podtide.streams.state.WorkloadStateAvro;
import io.podtide.wire.avro.IncidentAvro;
import io.podtide.wire.format.AvroMapping;
import io.podtide.wire.format.AvroSerde;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Every store, and what is in it. All of a task are kept {@linkplain WriteBehindStore in use as objects}; none
 * caches bytes.
 *
 * @param pods key {@code cluster/uid}
 * @param controllers key {@code cluster/kind/namespace/name}
 * @param nodeContacts key {@code cluster/node}: nodes that are not heard of
 * @param workloads key {@code cluster/namespace/kind/name}
 * @param nodes key {@code cluster/node}
 * @param incidents key {@link Incident#id()}: the newest revision told
 * @param clusters key: name of the cluster: how far it has been heard of
 * @param groups key {@link io.podtide.detect.fleet.Shared#key()}
 * @param silences key: name of the cluster
 * @param news what the second stage passes to the third
 */
public record Stores(
        Serde<PodTrack> pods,
        Serde<ControllerTrack> controllers,
        Serde<NodeContact> nodeContacts,
        Serde<WorkloadTrack> workloads,
        Serde<NodeTrack> nodes,
        Serde<Incident> incidents,
        Serde<ClusterTime> clusters,
        Serde<Group> groups,
        Serde<ClusterSilence> silences,
        Serde<FleetNews> news) {

    static final String PODS = "pods";
    static final String CONTROLLERS = "controllers";
    static final String NODE_CONTACTS = "node-contacts";
    static final String WORKLOADS = "workloads";
    static final String NODES = "nodes";
    static final String INCIDENTS = "incidents";
    /** The one of its instance, not of a task. */
    static final String RULES = "rules";

    /** These keep nothing: {@link BeforeCommit}. */
    static final String SYMPTOMS = "symptoms-outbox";

    static final String DRAFTS = "drafts-outbox";
    static final String REVISIONS = "incidents-outbox";

    static final String CLUSTERS = "clusters";
    static final String GROUPS = "groups";
    static final String SILENCES = "silences";

    /** All of them, with the ids to write and read schemas by. */
    public static Stores of(SchemaIds ids) {
        return new Stores(
                AvroSerde.of("podtide.state.pods", PodStateAvro.LAYOUT, ids),
                AvroSerde.of(
                        "podtide.state.controllers",
                        AvroMapping.total(
                                ControllerState.getClassSchema(),
                                ControllerStateAvro::toAvro,
                                ControllerStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.node-contacts",
                        AvroMapping.total(
                                NodeContactState.getClassSchema(),
                                NodeContactStateAvro::toAvro,
                                NodeContactStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.workloads",
                        AvroMapping.total(
                                WorkloadState.getClassSchema(), WorkloadStateAvro::toAvro, WorkloadStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.nodes",
                        AvroMapping.total(NodeState.getClassSchema(), NodeStateAvro::toAvro, NodeStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        Topics.INCIDENTS + "-value",
                        new AvroMapping<>(
                                io.podtide.schema.Incident.getClassSchema(),
                                IncidentAvro::toAvro,
                                IncidentAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.clusters",
                        AvroMapping.total(
                                ClusterTimeState.getClassSchema(), ClusterTimeAvro::toAvro, ClusterTimeAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.groups",
                        new AvroMapping<>(
                                GroupState.getClassSchema(), GroupStateAvro::toAvro, GroupStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.silences",
                        AvroMapping.total(
                                SilenceState.getClassSchema(), SilenceStateAvro::toAvro, SilenceStateAvro::fromAvro),
                        ids),
                AvroSerde.of(
                        "podtide.state.fleet-news",
                        new AvroMapping<>(
                                io.podtide.schema.FleetNews.getClassSchema(),
                                FleetNewsAvro::toAvro,
                                FleetNewsAvro::fromAvro),
                        ids));
    }

    /** The topic itself is what outlives it. */
    StoreBuilder<KeyValueStore<String, byte[]>> rules() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(RULES),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingDisabled();
    }

    static <V> StoreBuilder<KeyValueStore<String, V>> durable(String name, Serde<V> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingDisabled();
    }
}
