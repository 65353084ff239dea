package io.podtide.bench.scale;

import io.podtide.detect.pod.PodTrack;
import io.podtide.streams.Stores;
import io.podtide.wire.registry.SchemaIds;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How many bytes the state of a pod has, by how the pod is doing: all states that an instance has written to the changelog of its
 * store, as they are there and in the store, before Kafka compresses them.
 */
final class PodStates {

    private final Deserializer<PodTrack> states =
            Stores.of(SchemaIds.fixed()).pods().deserializer();
    private final Map<PodKind, LongSummaryStatistics> values = new EnumMap<>(PodKind.class);
    private final LongSummaryStatistics keys = new LongSummaryStatistics();

    /** @param group application id of the instance */
    static PodStates read(String bootstrapServers, String group) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var read = new PodStates();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read.all(consumer, changelog(group));
        }
        return read;
    }

    static String changelog(String group) {
        return group + "-pods-changelog";
    }

    private void all(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                add(record.key().length, record.value());
            }
        }
    }

    /** @param value null where the pod is forgotten */
    void add(int key, byte[] value) {
        keys.accept(key);
        if (value != null) {
            var kind = PodKind.of(states.deserialize("", value));
            values.computeIfAbsent(kind, k -> new LongSummaryStatistics()).accept(value.length);
        }
    }

    /** Of all states of these kinds, key included; 0 if there was none. */
    double bytes(List<PodKind> kinds) {
        var all = new LongSummaryStatistics();
        kinds.forEach(kind -> all.combine(values.getOrDefault(kind, new LongSummaryStatistics())));
        return all.getCount() == 0 ? 0 : all.getAverage() + keys.getAverage();
    }

    String table() {
        var table = new StringBuilder(
                "| a pod that is | states written | bytes of the state, mean | largest |\n|---|---|---|---|\n");
        values.forEach((kind, sizes) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %.0f | %,d |%n",
                kind.words(),
                sizes.getCount(),
                sizes.getAverage(),
                sizes.getMax())));
        return table.append(String.format(Locale.ROOT, "%nA key has %.0f bytes.%n", keys.getAverage()))
                .toString();
    }
}
