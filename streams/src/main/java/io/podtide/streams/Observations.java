package io.podtide.streams;

import io.podtide.detect.observation.Observation;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The topics that the first stage reads as one: they have the same partitions, so that all news of a pod meet in one task. */
final class Observations {

    static final List<String> TOPICS =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK);

    private Observations() {}

    /** Reads each topic by its own serde; never writes. */
    static Serde<Observation> serde(Topics topics) {
        Map<String, Deserializer<? extends Observation>> byTopic = Stream.of(
                        topics.podStatus(), topics.kubeEvents(), topics.nodeStatus(), topics.clusterClock())
                .collect(Collectors.toMap(
                        Topic::name, topic -> topic.valueSerde().deserializer()));
        return Serdes.serdeFrom(
                (topic, value) -> {
                    throw new UnsupportedOperationException("observations are written by ingest");
                },
                (topic, bytes) ->
                        Objects.requireNonNull(byTopic.get(topic), topic).deserialize(topic, bytes));
    }
}
