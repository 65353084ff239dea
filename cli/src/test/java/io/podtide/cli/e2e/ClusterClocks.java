package io.podtide.cli.e2e;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What {@code podtide.cluster-clock} tells: the first partition, and every other is told the same. Not thread-safe. */
public final class ClusterClocks implements AutoCloseable {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CLUSTER_CLOCK, 0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<ClusterClock> values =
            Topics.of(SchemaIds.fixed()).clusterClock().valueSerde().deserializer();
    private final Map<String, Instant> heard = new HashMap<>();

    private ClusterClocks(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** All that is there. */
    public static List<ClusterClock> all(KafkaSettings kafka) {
        try (var clocks = following(kafka)) {
            long end = clocks.consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            var all = new ArrayList<ClusterClock>();
            while (clocks.consumer.position(PARTITION) < end) {
                all.addAll(clocks.poll(Duration.ofMillis(200)));
            }
            return all;
        }
    }

    /** From the beginning of the topic, and on. */
    public static ClusterClocks following(KafkaSettings kafka) {
        var settings = new HashMap<>(kafka.client("test-clocks"));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return new ClusterClocks(consumer);
    }

    /** When each cluster was heard of last, by its own time, as far as it is known now. */
    public Map<String, Instant> heard() {
        poll(Duration.ofMillis(1))
                .forEach(clock -> heard.merge(clock.cluster(), clock.observedAt(), (a, b) -> a.isAfter(b) ? a : b));
        return Map.copyOf(heard);
    }

    private List<ClusterClock> poll(Duration patience) {
        var clocks = new ArrayList<ClusterClock>();
        consumer.poll(patience).forEach(r -> clocks.add(values.deserialize(r.topic(), r.value())));
        return clocks;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
