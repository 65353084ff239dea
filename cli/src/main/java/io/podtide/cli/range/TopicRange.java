package io.podtide.cli.range;

import io.podtide.detect.observation.Observation;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What ingest wrote between two times, of all partitions of all topics of observations, in the order of time. Only some
 * records of each partition are in memory at a time.
 *
 * <p>Not thread-safe, but for {@link #wakeup()}.
 */
public final class TopicRange implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String servers;
    private final Map<String, Deserializer<? extends Observation>> values = new HashMap<>();
    private final long to;
    private final PartitionBuffers buffers;
    private long unreadable;

    private TopicRange(
            KafkaConsumer<byte[], byte[]> consumer, String servers, Topics topics, Instant from, Instant to) {
        this.consumer = consumer;
        this.servers = servers;
        this.to = to.toEpochMilli();
        for (var topic : List.of(topics.podStatus(), topics.kubeEvents(), topics.nodeStatus(), topics.clusterClock())) {
            put(topic);
        }
        var partitions = values.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic, ANSWERS_WITHIN).stream())
                .filter(TopicRange::isNeeded)
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        this.buffers = new PartitionBuffers(consumer, seek(partitions, from, to));
    }

    private void put(Topic<String, ? extends Observation> topic) {
        values.put(topic.name(), topic.valueSerde().deserializer());
    }

    /** Each partition has a copy of the clock. */
    private static boolean isNeeded(PartitionInfo partition) {
        return !partition.topic().equals(Topics.CLUSTER_CLOCK) || partition.partition() == 0;
    }

    /** @throws BrokerUnreachableException where Kafka does not answer */
    public static TopicRange open(KafkaSettings kafka, Topics topics, Instant from, Instant to) {
        var settings = kafka.client("podtide-range");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        var bytes = new ByteArrayDeserializer();
        var consumer = new KafkaConsumer<>(settings, bytes, bytes);
        try {
            return new TopicRange(consumer, kafka.bootstrapServers(), topics, from, to);
        } catch (TimeoutException e) {
            consumer.close();
            throw unreachable(kafka.bootstrapServers(), e);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Puts every partition to its first record of the time; where each ends. */
    private Map<TopicPartition, Long> seek(List<TopicPartition> partitions, Instant from, Instant until) {
        consumer.assign(partitions);
        var begin = offsets(partitions, from);
        var after = offsets(partitions, until.plusMillis(1));
        var end = new HashMap<>(consumer.endOffsets(partitions, ANSWERS_WITHIN));
        partitions.forEach(partition -> {
            var first = begin.get(partition);
            var last = end.getOrDefault(partition, 0L);
            consumer.seek(partition, first == null ? last : first.offset());
            var beyond = after.get(partition);
            end.put(partition, beyond == null ? last : Math.min(last, beyond.offset()));
        });
        return end;
    }

    private Map<TopicPartition, OffsetAndTimestamp> offsets(List<TopicPartition> partitions, Instant time) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        return consumer.offsetsForTimes(times, ANSWERS_WITHIN);
    }

    /**
     * The next observation; empty at the end.
     *
     * @throws BrokerUnreachableException where Kafka does not answer any more
     */
    public Optional<Observation> next() {
        while (true) {
            var record = record();
            if (record.isEmpty()) {
                return Optional.empty();
            }
            var observation = record.filter(r -> r.timestamp() <= to).flatMap(this::read);
            if (observation.isPresent()) {
                return observation;
            }
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record() {
        long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (!buffers.ready()) {
            if (buffers.fill(POLL)) {
                deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw unreachable(servers, new NoSuchElementException("nothing was handed over"));
            }
        }
        return buffers.take();
    }

    /** What is newer than this version, and what nobody can read, says nothing here. */
    private Optional<Observation> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var value = values.get(record.topic());
            return value == null || record.value() == null
                    ? Optional.empty()
                    : Optional.ofNullable(value.deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            unreadable++;
            return Optional.empty();
        }
    }

    /** Records so far that nobody could read. */
    public long unreadable() {
        return unreadable;
    }

    /** Lets {@link #next} throw, from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    private static BrokerUnreachableException unreachable(String servers, Exception cause) {
        return new BrokerUnreachableException("no answer from Kafka at " + servers + ": is the address right?", cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
