package io.podtide.wire.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic keeps; -1 is without limit.
 *
 * @param millis by the records' time
 * @param bytes of each partition
 */
public record Retention(long millis, long bytes) {

    private static final long UNLIMITED = -1;

    public static final Retention FOREVER = new Retention(UNLIMITED, UNLIMITED);

    public static Retention byTime(Duration time) {
        return new Retention(time.toMillis(), UNLIMITED);
    }

    /** For topics that recordings are played into: by time, the broker would delete what is old within minutes. */
    public static Retention bySize(long bytesPerPartition) {
        return new Retention(UNLIMITED, bytesPerPartition);
    }

    Map<String, String> config() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis),
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes));
    }
}
