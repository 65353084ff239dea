package io.podtide.trends.feed;

import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.HistoryBatch.Advance;
import io.podtide.trends.store.Position;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed on the topics of the history, from the positions the database knows. There is no consumer group:
 * where to go on stands beside the rows. Not thread-safe, but for {@link #wakeup()}.
 */
final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordMapping mapping;
    private final Map<String, String> topicIds;
    private final List<TopicPartition> partitions;
    /** Up to where batches that were taken have come. */
    private final Map<TopicPartition, Long> taken = new HashMap<>();

    private TopicReader(
            KafkaConsumer<byte[], byte[]> consumer,
            RecordMapping mapping,
            Map<String, String> topicIds,
            List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.mapping = mapping;
        this.topicIds = topicIds;
        this.partitions = partitions;
    }

    static TopicReader open(
            KafkaSettings kafka, Topics topics, Map<String, String> topicIds, List<Position> positions) {
        var settings = kafka.client("podtide-trends");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Records that are deleted before they were read are gone; what is there is read.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        var bytes = new ByteArrayDeserializer();
        var consumer = new KafkaConsumer<>(settings, bytes, bytes);
        try {
            var partitions = new ArrayList<TopicPartition>();
            for (var topic : List.of(Topics.SYMPTOMS, Topics.INCIDENTS)) {
                consumer.partitionsFor(topic, ANSWERS_WITHIN)
                        .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
            }
            partitions.add(new TopicPartition(Topics.CLUSTER_CLOCK, 0)); // every partition has the same
            var reader = new TopicReader(consumer, new RecordMapping(topics), topicIds, partitions);
            consumer.assign(partitions);
            reader.seek(positions);
            return reader;
        } catch (TimeoutException e) {
            consumer.close();
            throw new BrokerUnreachableException("no answer from Kafka at " + kafka.bootstrapServers(), e);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void seek(List<Position> positions) {
        var beginnings = consumer.beginningOffsets(partitions, ANSWERS_WITHIN);
        for (var partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long next = positions.stream()
                    .filter(p -> p.topic().equals(partition.topic()) && p.partition() == partition.partition())
                    .mapToLong(Position::next)
                    .findFirst()
                    .orElse(0);
            if (next > 0 && next < beginning) {
                LOG.warn(
                        "records were deleted before they were read: partition={} records={}",
                        partition,
                        beginning - next);
            }
            taken.put(partition, next);
            consumer.seek(partition, Math.max(next, beginning));
        }
    }

    /** Reads for a moment, and adds what comes. */
    void poll(HistoryBatch batch) {
        consumer.poll(POLL).forEach(record -> mapping.add(record, batch));
    }

    /** Notes in the batch how far it goes; the next begins there. */
    void finish(HistoryBatch batch) {
        for (var partition : partitions) {
            long from = taken.getOrDefault(partition, 0L);
            long to = consumer.position(partition, ANSWERS_WITHIN);
            if (to != from) {
                batch.advance(new Advance(
                        partition.topic(),
                        partition.partition(),
                        topicIds.getOrDefault(partition.topic(), ""),
                        from,
                        to));
                taken.put(partition, to);
            }
        }
    }

    /** Records that are there and have not been read, aborted ones and markers included. */
    long behind() {
        return consumer.endOffsets(partitions, ANSWERS_WITHIN).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWERS_WITHIN)))
                .sum();
    }

    /** The topics have partitions that this reader does not know. */
    boolean hasMorePartitions() {
        long now = consumer.partitionsFor(Topics.SYMPTOMS, ANSWERS_WITHIN).size()
                + consumer.partitionsFor(Topics.INCIDENTS, ANSWERS_WITHIN).size()
                + 1L;
        return now > partitions.size();
    }

    long unreadable() {
        return mapping.unreadable();
    }

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
