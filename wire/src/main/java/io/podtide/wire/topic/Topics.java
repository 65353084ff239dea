package io.podtide.wire.topic;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.schema.NodeStatusChanged;
import io.podtide.schema.SymptomChange;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.avro.ClusterClockAvro;
import io.podtide.wire.avro.IncidentAvro;
import io.podtide.wire.avro.KubeEventAvro;
import io.podtide.wire.avro.NodeStatusAvro;
import io.podtide.wire.avro.PodStatusAvro;
import io.podtide.wire.avro.SymptomRecordAvro;
import io.podtide.wire.format.AvroLayout;
import io.podtide.wire.format.AvroMapping;
import io.podtide.wire.format.AvroSerde;
import io.podtide.wire.registry.SchemaIds;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of ours. A record written by a newer version is read without value where it says what this version cannot
 * (a new kind of incident): consumers skip records without value.
 *
 * @param podStatus key {@link PodStatus#key()}
 * @param kubeEvents key {@link KubeEvent#key()}
 * @param nodeStatus key {@link NodeStatus#key()}
 * @param clusterClock key {@link ClusterClock#cluster()}, the same record to every partition
 * @param symptoms key of the workload; {@link SymptomRecord.Progress} goes to every partition
 * @param incidents key {@link Incident#subject()}
 */
public record Topics(
        Topic<String, PodStatus> podStatus,
        Topic<String, KubeEvent> kubeEvents,
        Topic<String, NodeStatus> nodeStatus,
        Topic<String, ClusterClock> clusterClock,
        Topic<String, SymptomRecord> symptoms,
        Topic<String, Incident> incidents) {

    public static final String POD_STATUS = "podtide.pod-status";
    public static final String KUBE_EVENTS = "podtide.kube-events";
    public static final String NODE_STATUS = "podtide.node-status";
    public static final String CLUSTER_CLOCK = "podtide.cluster-clock";
    public static final String SYMPTOMS = "podtide.symptoms";
    public static final String INCIDENTS = "podtide.incidents";
    /** Compacted; keys are names of rule sets, values their YAML. */
    public static final String RULES = "podtide.rules";
    /** Compacted, one partition: what people have been told of incidents. */
    public static final String ALERT_STATE = "podtide.alert-state";
    /** Bytes as they were, with Kafka Streams' headers. */
    public static final String DEAD_LETTERS = "podtide.dead-letters";

    /** All of them, with the ids to write and read schemas by. */
    public static Topics of(SchemaIds ids) {
        return new Topics(
                topic(POD_STATUS, PodStatusAvro.LAYOUT, ids),
                topic(KUBE_EVENTS, KubeEventAvro.LAYOUT, ids),
                topic(
                        NODE_STATUS,
                        AvroMapping.total(
                                NodeStatusChanged.getClassSchema(), NodeStatusAvro::toAvro, NodeStatusAvro::fromAvro),
                        ids),
                topic(
                        CLUSTER_CLOCK,
                        AvroMapping.total(
                                io.podtide.schema.ClusterClock.getClassSchema(),
                                ClusterClockAvro::toAvro,
                                ClusterClockAvro::fromAvro),
                        ids),
                topic(
                        SYMPTOMS,
                        new AvroMapping<>(
                                SymptomChange.getClassSchema(), SymptomRecordAvro::toAvro, SymptomRecordAvro::fromAvro),
                        ids),
                topic(
                        INCIDENTS,
                        new AvroMapping<>(
                                io.podtide.schema.Incident.getClassSchema(),
                                IncidentAvro::toAvro,
                                IncidentAvro::fromAvro),
                        ids));
    }

    private static <T, A extends SpecificRecord> Topic<String, T> topic(
            String name, AvroMapping<T, A> mapping, SchemaIds ids) {
        return new Topic<>(name, Serdes.String(), AvroSerde.of(name + "-value", mapping, ids));
    }

    private static <T> Topic<String, T> topic(String name, AvroLayout<T> layout, SchemaIds ids) {
        return new Topic<>(name, Serdes.String(), AvroSerde.of(name + "-value", layout, ids));
    }
}
