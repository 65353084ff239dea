package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads {@code podtide.incidents} from its beginning, without a consumer group: every reader sees everything.
 *
 * <p>Not thread-safe, but for {@link #wakeup()}.
 */
public final class IncidentTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Incident> values;
    private final String servers;
    private final Map<TopicPartition, Long> end;

    private IncidentTopic(
            KafkaConsumer<byte[], byte[]> consumer,
            Deserializer<Incident> values,
            String servers,
            Map<TopicPartition, Long> end) {
        this.consumer = consumer;
        this.values = values;
        this.servers = servers;
        this.end = end;
    }

    /** @throws BrokerUnreachableException where Kafka does not answer */
    public static IncidentTopic open(KafkaSettings kafka, Topics topics) {
        var settings = kafka.client("podtide-incidents");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var bytes = new ByteArrayDeserializer();
        var consumer = new KafkaConsumer<>(settings, bytes, bytes);
        try {
            var partitions = consumer.partitionsFor(Topics.INCIDENTS, ANSWERS_WITHIN).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions, ANSWERS_WITHIN);
            return new IncidentTopic(
                    consumer, topics.incidents().valueSerde().deserializer(), kafka.bootstrapServers(), end);
        } catch (TimeoutException e) {
            consumer.close();
            throw new BrokerUnreachableException(
                    "no answer from Kafka at " + kafka.bootstrapServers() + ": is the address right?", e);
        }
    }

    /** Hands over all revisions that were there when the topic was opened. */
    public void readKnown(Consumer<Incident> each) {
        while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), ANSWERS_WITHIN) < e.getValue())) {
            poll().forEach(each);
        }
    }

    /** Hands over all that comes, until {@link #wakeup()}. */
    public void follow(Consumer<Incident> each) {
        try {
            while (true) {
                poll().forEach(each);
            }
        } catch (WakeupException e) {
            // that was the word to stop
        }
    }

    /** Ends {@link #follow}, from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    private List<Incident> poll() {
        return StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
                .map(this::read)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A record of a newer version is skipped; one that is none of ours is somebody's mistake that must be seen. */
    private Incident read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return values.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            throw new SerializationException(
                    e.getMessage() + " (partition " + record.partition() + ", offset " + record.offset() + ", Kafka at "
                            + servers + ")",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
