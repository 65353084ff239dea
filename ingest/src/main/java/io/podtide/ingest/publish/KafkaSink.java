package io.podtide.ingest.publish;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.wire.Epoch;
import io.podtide.wire.KafkaProblems;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaRegistryException;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to Kafka with one idempotent producer, so that the records of a pod keep their order and none is written twice. The
 * producer's buffer is bounded: when Kafka is slow, the caller waits, and the watch behind it.
 *
 * <p>Once a record is lost the sink refuses all others until it is made anew: what follows must not hide the gap. One that is too
 * large for Kafka is skipped and logged: it would be no smaller the next time, and everything behind it would wait.
 */
public final class KafkaSink implements Sink {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

    private final Topics topics;
    private final int partitions;
    private final List<Header> epoch;
    private final Producer<byte[], byte[]> producer;
    private final Unsettled unsettled = new Unsettled();
    private final AtomicReference<@Nullable Exception> lost;

    KafkaSink(Topics topics, int partitions, Producer<byte[], byte[]> producer) {
        this(topics, partitions, List.of(), producer, new AtomicReference<>());
    }

    private KafkaSink(
            Topics topics,
            int partitions,
            List<Header> epoch,
            Producer<byte[], byte[]> producer,
            AtomicReference<@Nullable Exception> lost) {
        this.topics = topics;
        this.partitions = partitions;
        this.epoch = epoch;
        this.producer = producer;
        this.lost = lost;
    }

    /**
     * Connects with the first record.
     *
     * @param partitions of {@code podtide.cluster-clock}: each is told the time
     */
    public static KafkaSink open(KafkaSettings kafka, Topics topics, int partitions, String clientId) {
        var bytes = new ByteArraySerializer();
        return new KafkaSink(topics, partitions, new KafkaProducer<>(kafka.producer(clientId), bytes, bytes));
    }

    /** By the same producer; what one waits for does not hold the other up. */
    @Override
    public Sink under(Epoch other) {
        return new KafkaSink(topics, partitions, other.headers(), producer, lost);
    }

    /** For its metrics. */
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof PodStatus status) {
            send(topics.podStatus(), status.key(), status, null);
        } else if (observation instanceof KubeEvent event) {
            send(topics.kubeEvents(), event.key(), event, null);
        } else if (observation instanceof NodeStatus status) {
            send(topics.nodeStatus(), status.key(), status, null);
        } else if (observation instanceof ClusterClock clock) {
            for (int partition = 0; partition < partitions; partition++) {
                send(topics.clusterClock(), clock.cluster(), clock, partition);
            }
        }
    }

    private <V extends Observation> void send(
            Topic<String, V> topic, String key, V value, @Nullable Integer partition) {
        refuseAfterLoss();
        var record = new ProducerRecord<>(
                topic.name(),
                partition,
                value.observedAt().toEpochMilli(),
                topic.keySerde().serializer().serialize(topic.name(), key),
                encoded(topic, value),
                epoch);
        var settled = unsettled.begun();
        try {
            // the callback is told the same as the future
            var unused = producer.send(record, (where, failure) -> settled(settled, key, failure));
        } catch (KafkaException e) { // the buffer stayed full, or the record cannot be sent at all
            settled(settled, key, e);
            refuseAfterLoss();
        }
    }

    /** No id of its schema, no record: what is not written now is told again when the registry answers. */
    private <V extends Observation> byte @Nullable [] encoded(Topic<String, V> topic, V value) {
        try {
            return topic.valueSerde().serializer().serialize(topic.name(), value);
        } catch (SchemaRegistryException e) {
            lost.compareAndSet(null, e);
            unsettled.giveUp();
            throw refusal(e);
        }
    }

    private void settled(Unsettled.Batch batch, String key, @Nullable Exception failure) {
        unsettled.ended(batch);
        if (failure instanceof RecordTooLargeException) {
            LOG.warn("observation skipped, too large for Kafka: key={} problem=\"{}\"", key, failure.getMessage());
        } else if (failure != null) {
            lost.compareAndSet(null, failure);
            unsettled.giveUp();
        }
    }

    private void refuseAfterLoss() {
        var failure = lost.get();
        if (failure != null) {
            throw refusal(failure);
        }
    }

    private static PublishException refusal(Exception why) {
        return why instanceof SchemaRegistryException
                ? new PublishException("an observation cannot be written: " + why.getMessage(), why)
                : new PublishException("Kafka did not take an observation: " + KafkaProblems.describe(why), why);
    }

    /** Waits for what this sink has sent, and not for what others send through the same producer meanwhile. */
    @Override
    public void flush() {
        unsettled.awaitEnd();
        refuseAfterLoss();
    }

    @Override
    public void close() {
        producer.close(CLOSES_WITHIN);
    }
}
