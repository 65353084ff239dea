package io.podtide.wire.topic;

import java.time.Duration;
import java.util.HashMap;
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
    private static final long SMALLEST_SEGMENT = 1 << 20;
    private static final long LARGEST_SEGMENT = 1 << 30;
    private static final int SEGMENTS = 7;

    public static final Retention FOREVER = new Retention(UNLIMITED, UNLIMITED);

    public static Retention byTime(Duration time) {
        return new Retention(time.toMillis(), UNLIMITED);
    }

    /** For topics that recordings are played into: by time, the broker would delete what is old within minutes. */
    public static Retention bySize(long bytesPerPartition) {
        return new Retention(UNLIMITED, bytesPerPartition);
    }

    Map<String, String> config() {
        var config = new HashMap<String, String>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes));
        // Only whole segments are deleted, and by default one is as large as a gibibyte and as old as a week.
        if (millis > 0) {
            config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(millis / SEGMENTS));
        }
        if (bytes > 0) {
            var segment = Math.min(Math.max(bytes / 8, SMALLEST_SEGMENT), LARGEST_SEGMENT);
            config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(segment));
        }
        return config;
    }
}
