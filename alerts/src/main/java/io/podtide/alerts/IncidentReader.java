package io.podtide.alerts;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** All partitions of {@code podtide.incidents}, from where they had been read to. Not thread-safe, but for {@link #wake}. */
final class IncidentReader implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    /** @param unreadable those that are none of ours */
    record Batch(List<Incident> incidents, List<ConsumerRecord<byte[], byte[]>> unreadable, boolean empty) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Incident> values;
    private final Map<Integer, Long> offsets;
    private final Map<TopicPartition, Long> end;
    private final AtomicBoolean woken = new AtomicBoolean();

    private IncidentReader(
            KafkaConsumer<byte[], byte[]> consumer,
            Deserializer<Incident> values,
            Map<Integer, Long> offsets,
            Map<TopicPartition, Long> end) {
        this.consumer = consumer;
        this.values = values;
        this.offsets = offsets;
        this.end = end;
    }

    static IncidentReader open(AlertsSettings settings, Map<Integer, Long> offsets) {
        var config = settings.kafka().client(settings.group() + "-incidents");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // what is missing is found out at the next start
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        var bytes = new ByteArrayDeserializer();
        var consumer = new KafkaConsumer<>(config, bytes, bytes);
        try {
            var partitions = consumer.partitionsFor(Topics.INCIDENTS, ANSWERS_WITHIN).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            var first = consumer.beginningOffsets(partitions, ANSWERS_WITHIN);
            var end = consumer.endOffsets(partitions, ANSWERS_WITHIN);
            var from = new HashMap<Integer, Long>();
            for (var partition : partitions) {
                long oldest = first.getOrDefault(partition, 0L);
                long kept = offsets.getOrDefault(partition.partition(), oldest);
                // A topic that was made anew is read anew.
                long at = kept < oldest || kept > end.getOrDefault(partition, 0L) ? oldest : kept;
                consumer.seek(partition, at);
                from.put(partition.partition(), at);
            }
            return new IncidentReader(
                    consumer, settings.topics().incidents().valueSerde().deserializer(), from, end);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** All that was there when it was opened has been read. */
    boolean caughtUp() {
        return end.entrySet().stream().allMatch(e -> consumer.position(e.getKey(), ANSWERS_WITHIN) >= e.getValue());
    }

    /** Comes back early when somebody {@linkplain #wake wakes} it. */
    Batch poll(Duration wait) {
        var incidents = new ArrayList<Incident>();
        var unreadable = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try {
            for (var record : consumer.poll(woken.getAndSet(false) ? Duration.ZERO : wait)) {
                offsets.put(record.partition(), record.offset() + 1);
                read(record, incidents, unreadable);
            }
        } catch (WakeupException e) {
            woken.set(false);
        }
        return new Batch(incidents, unreadable, incidents.isEmpty() && unreadable.isEmpty());
    }

    private void read(
            ConsumerRecord<byte[], byte[]> record,
            List<Incident> incidents,
            List<ConsumerRecord<byte[], byte[]>> unreadable) {
        try {
            var incident = values.deserialize(record.topic(), record.value());
            if (incident != null) { // of a newer version: it says what this one cannot
                incidents.add(incident);
            }
        } catch (SerializationException e) {
            unreadable.add(record);
        }
    }

    /** Next offset by partition. */
    Map<Integer, Long> offsets() {
        return Map.copyOf(offsets);
    }

    /** There are more partitions than there were. */
    boolean outgrown() {
        return consumer.partitionsFor(Topics.INCIDENTS, ANSWERS_WITHIN).size() != offsets.size();
    }

    /** From any thread. */
    void wake() {
        woken.set(true);
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
