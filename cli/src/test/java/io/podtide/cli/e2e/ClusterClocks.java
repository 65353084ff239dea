package io.podtide.cli.e2e;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What {@code podtide.cluster-clock} tells. */
public final class ClusterClocks {

    private ClusterClocks() {}

    /** All of the first partition; every other is told the same. */
    public static List<ClusterClock> all(KafkaSettings kafka) {
        var partition = new TopicPartition(Topics.CLUSTER_CLOCK, 0);
        var settings = new HashMap<>(kafka.client("test-clocks"));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        var values = Topics.of(SchemaIds.fixed()).clusterClock().valueSerde().deserializer();
        var clocks = new ArrayList<ClusterClock>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> clocks.add(values.deserialize(r.topic(), r.value())));
            }
        }
        return clocks;
    }
}
