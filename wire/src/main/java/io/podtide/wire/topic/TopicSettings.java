package io.podtide.wire.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics that are missing are created.
 *
 * @param partitions of the topics that are read together, and of the incidents
 * @param replication copies of each partition
 * @param observations what the topics of observations and of symptoms keep
 * @param deadLetters what the dead letters keep
 */
public record TopicSettings(int partitions, short replication, Retention observations, Retention deadLetters) {

    /** These are read together by one task, which takes the same partition of each. */
    static final List<String> CO_PARTITIONED =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK, Topics.SYMPTOMS);

    /** Bytes of the largest record that streams write; by default a broker takes 1 MiB. */
    public static final int LARGEST_OF_STREAMS = 8 << 20;

    private static final Duration REPLACED_RULES_KEPT = Duration.ofDays(30);

    public TopicSettings {
        if (partitions < 1 || replication == 0 || replication < -1) {
            throw new IllegalArgumentException(
                    "topics need at least 1 partition and 1 replica (-1: the broker's default)");
        }
    }

    /** For a cluster of brokers: a week of observations, two weeks of dead letters. */
    public static TopicSettings keptByTime(int partitions, short replication) {
        return new TopicSettings(
                partitions, replication, Retention.byTime(Duration.ofDays(7)), Retention.byTime(Duration.ofDays(14)));
    }

    /** For one broker that recordings of any age are played into. */
    public static TopicSettings keptBySize(int partitions, long bytesPerPartition) {
        var retention = Retention.bySize(bytesPerPartition);
        return new TopicSettings(partitions, (short) 1, retention, retention);
    }

    TopicSettings withPartitions(int count) {
        return new TopicSettings(count, replication, observations, deadLetters);
    }

    /** All topics. */
    public List<NewTopic> topics() {
        return List.of(
                topic(Topics.POD_STATUS, partitions, observations.config()),
                topic(Topics.KUBE_EVENTS, partitions, observations.config()),
                topic(Topics.NODE_STATUS, partitions, observations.config()),
                topic(Topics.CLUSTER_CLOCK, partitions, observations.config()),
                symptoms(),
                // The history: every revision of every incident.
                topic(Topics.INCIDENTS, partitions, Retention.FOREVER.config()),
                rules(),
                topic(
                        Topics.ALERT_STATE,
                        1,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.SEGMENT_BYTES_CONFIG, // the newest segment is not compacted, and is read at
                                // each start
                                Integer.toString(32 << 20))),
                topic(Topics.DEAD_LETTERS, 1, deadLetters.config()));
    }

    private NewTopic symptoms() {
        var config = observations.config();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_OF_STREAMS));
        return topic(Topics.SYMPTOMS, partitions, config);
    }

    /** Sets that another has replaced stay for a while: one with a mistake leaves those of before in force, after a restart too. */
    NewTopic rules() {
        return topic(
                Topics.RULES,
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(REPLACED_RULES_KEPT.toMillis())));
    }

    private NewTopic topic(String name, int count, Map<String, String> config) {
        var all = new HashMap<>(config);
        all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"); // the observation's, also in a replay
        if (replication > 2) {
            all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"); // or acks=all would be content with the leader
        }
        return new NewTopic(name, count, replication).configs(all);
    }
}
