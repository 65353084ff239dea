package io.podtide.ingest.publish;

import io.podtide.detect.observation.Observation;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a recording shows, each observation exactly once: observations and how far they go are one transaction, and the
 * next start finds in Kafka itself where to go on. A process that plays the same recording is fenced off by one that starts
 * later.
 *
 * <p>How far is kept as the committed offset of the consumer group {@code podtide-recording-NAME}, which nobody is a member of;
 * its metadata names the player who wrote it. Not thread-safe.
 */
public final class RecordingSink implements Sink {

    private static final String PREFIX = "podtide-recording-";

    /** A group's offsets belong to partitions. That it is this one means nothing. */
    private static final TopicPartition PLACE = new TopicPartition(Topics.CLUSTER_CLOCK, 0);

    /** What a killed player has begun holds readers back until its successor starts, but no longer than this. */
    private static final Duration TRANSACTION = Duration.ofSeconds(15);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final Producer<byte[], byte[]> producer;
    private final KafkaSink sink;
    private final ConsumerGroupMetadata group;
    private final String player;
    private long position;
    private boolean begun;

    private RecordingSink(
            Producer<byte[], byte[]> producer, KafkaSink sink, ConsumerGroupMetadata group, String player) {
        this.producer = producer;
        this.sink = sink;
        this.group = group;
        this.player = player;
    }

    /**
     * Whose turn it is to play.
     *
     * @param recording names what is played by what is in it
     * @param player unique
     * @param resumes this player has been at it before: it gives way if another has begun since
     */
    public record Turn(String recording, String player, boolean resumes) {}

    /**
     * Ends what others had begun.
     *
     * @throws TakenOverException if a player resumes, and another has begun since
     * @throws PublishException where Kafka is away, or refuses
     */
    public static RecordingSink open(KafkaSettings kafka, Topics topics, int partitions, Turn turn) {
        var bytes = new ByteArraySerializer();
        var name = PREFIX + turn.recording();
        var properties = kafka.producer(name);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        var producer = new KafkaProducer<>(properties, bytes, bytes);
        try (var consumer = consumer(kafka, name)) {
            if (turn.resumes()) {
                requireTurn(turn, committed(consumer));
            }
            producer.initTransactions();
            var before = committed(consumer);
            var sink = new RecordingSink(
                    producer, new KafkaSink(topics, partitions, producer), consumer.groupMetadata(), turn.player());
            sink.commit(before == null ? 0 : before.offset());
            return sink;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw refused(e);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String group) {
        var properties = new HashMap<>(kafka.client(group));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static @Nullable OffsetAndMetadata committed(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.committed(Set.of(PLACE), ANSWERS_WITHIN).get(PLACE);
    }

    private static void requireTurn(Turn turn, @Nullable OffsetAndMetadata last) {
        if (last != null && !last.metadata().equals(turn.player())) {
            throw new TakenOverException("another process plays the same recording into the same Kafka");
        }
    }

    /** So many observations of the recording are in Kafka for good. */
    public long position() {
        return position;
    }

    /** Makes all that was given visible at once, together with how far in the recording it goes. */
    public void commit(long observations) {
        begin();
        try {
            producer.sendOffsetsToTransaction(Map.of(PLACE, new OffsetAndMetadata(observations, player)), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw refused(e);
        }
        begun = false;
        position = observations;
    }

    private void begin() {
        if (!begun) {
            try {
                producer.beginTransaction();
            } catch (KafkaException e) {
                throw refused(e);
            }
            begun = true;
        }
    }

    private static PublishException refused(KafkaException e) {
        return new PublishException("Kafka did not take what a recording shows: " + e.getMessage(), e);
    }

    /** To try again is of no use: Kafka does not let us, or cannot. */
    public static boolean isFinal(PublishException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(Observation observation) {
        begin();
        sink.accept(observation);
    }

    /** Readers see it once it is committed. */
    @Override
    public void flush() {
        sink.flush();
    }

    /** What is not committed is as if it had never been. */
    @Override
    public void close() {
        sink.close();
    }
}
