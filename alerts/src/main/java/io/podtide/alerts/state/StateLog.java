package io.podtide.alerts.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podtide.alerts.calm.Delivery.DeadLetter;
import io.podtide.wire.IncidentJson;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is known to its topic: all that comes of one step, and how far incidents have been read, in one transaction.
 * Opening it ends whoever wrote before.
 *
 * <p>Not thread-safe.
 */
public final class StateLog implements AutoCloseable {

    /** How far incidents have been read: next offset by partition. */
    public static final String OFFSETS = "offsets";

    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);
    private static final int TRANSACTION_MS = 10_000;
    private static final int BLOCKS_MS = 15_000;

    private final KafkaProducer<byte[], byte[]> producer;

    private StateLog(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @param id of all instances that share the work: only one of them can write */
    public static StateLog open(KafkaSettings kafka, String id) {
        var settings = kafka.producer(id);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKS_MS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new StateLog(producer);
    }

    /**
     * Returns when all of it is kept.
     *
     * @param changes entities by key; null: there is no such entity any more
     * @param unreadable incidents that nobody can read
     */
    public void commit(
            Map<String, Object> changes,
            Map<Integer, Long> offsets,
            List<DeadLetter> deadLetters,
            List<ConsumerRecord<byte[], byte[]>> unreadable) {
        producer.beginTransaction();
        changes.forEach((key, entity) -> put(key, entity == null ? null : StateJson.write(entity)));
        put(OFFSETS, StateJson.write(new TreeMap<>(offsets)));
        deadLetters.forEach(this::dead);
        unreadable.forEach(this::dead);
        producer.commitTransaction();
    }

    private void put(String key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(Topics.ALERT_STATE, 0, bytes(key), value));
    }

    private void dead(DeadLetter letter) {
        var delivery = letter.delivery();
        var value = JsonNodeFactory.instance
                .objectNode()
                .put("receiver", delivery.ref().receiver())
                .put("notice", delivery.ref().entity())
                .put("reason", delivery.attempt().reason().name())
                .put("why", letter.why())
                .put("since", delivery.attempt().since().toString());
        var incidents = value.putArray("incidents");
        delivery.incidents().forEach(incident -> incidents.add(IncidentJson.toTree(incident)));
        var headers = new RecordHeaders()
                .add("podtide.alerts.receiver", bytes(delivery.ref().receiver()))
                .add("podtide.alerts.why", bytes(letter.why()));
        send(new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, bytes(delivery.ref().entity()), bytes(value.toString()), headers));
    }

    private void dead(ConsumerRecord<byte[], byte[]> record) {
        var place = record.topic() + '-' + record.partition() + '@' + record.offset();
        var headers = new RecordHeaders().add("podtide.alerts.unreadable", bytes(place));
        send(new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record); // commitTransaction throws where it fails
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSES_WITHIN);
    }
}
