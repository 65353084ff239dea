package io.podtide.streams;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, but never before 1970 or beyond tomorrow: Kafka Streams merges topics by timestamp, and a single
 * record of a broken clock would hold back a topic for ever. What time it is for a cluster is in the records themselves.
 */
public final class WallClockBoundTimestamps implements TimestampExtractor {

    private static final long AHEAD = Duration.ofDays(1).toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long latest = System.currentTimeMillis() + AHEAD;
        return Math.max(0, Math.min(record.timestamp(), latest));
    }
}
