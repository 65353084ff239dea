package io.podtide.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {

    @Test
    void aClusterKeepsAWeekAndEveryIncident() {
        assertThat(TopicSettings.keptByTime(6, (short) 3).topics().stream().map(TopicSettingsTest::text))
                .containsExactly(
                        "podtide.pod-status 6x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=604800000,"
                                + " segment.ms=86400000}",
                        "podtide.kube-events 6x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=604800000,"
                                + " segment.ms=86400000}",
                        "podtide.node-status 6x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=604800000,"
                                + " segment.ms=86400000}",
                        "podtide.cluster-clock 6x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=604800000,"
                                + " segment.ms=86400000}",
                        "podtide.symptoms 6x3 {cleanup.policy=delete, max.message.bytes=8388608, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=604800000,"
                                + " segment.ms=86400000}",
                        "podtide.incidents 6x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=-1}",
                        "podtide.rules 1x3 {cleanup.policy=compact, message.timestamp.type=CreateTime,"
                                + " min.compaction.lag.ms=2592000000, min.insync.replicas=2}",
                        "podtide.alert-state 1x3 {cleanup.policy=compact, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, segment.bytes=33554432}",
                        "podtide.dead-letters 1x3 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " min.insync.replicas=2, retention.bytes=-1, retention.ms=1209600000,"
                                + " segment.ms=172800000}");
    }

    @Test
    void anEmbeddedBrokerKeepsBySizeWhateverTheRecordsTimes() {
        assertThat(TopicSettings.keptBySize(2, 80_000_000).topics().stream().map(TopicSettingsTest::text))
                .containsExactly(
                        "podtide.pod-status 2x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}",
                        "podtide.kube-events 2x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}",
                        "podtide.node-status 2x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}",
                        "podtide.cluster-clock 2x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}",
                        "podtide.symptoms 2x1 {cleanup.policy=delete, max.message.bytes=8388608, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}",
                        "podtide.incidents 2x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=-1, retention.ms=-1}",
                        "podtide.rules 1x1 {cleanup.policy=compact, message.timestamp.type=CreateTime,"
                                + " min.compaction.lag.ms=2592000000}",
                        "podtide.alert-state 1x1 {cleanup.policy=compact, message.timestamp.type=CreateTime,"
                                + " segment.bytes=33554432}",
                        "podtide.dead-letters 1x1 {cleanup.policy=delete, message.timestamp.type=CreateTime,"
                                + " retention.bytes=80000000, retention.ms=-1, segment.bytes=10000000}");
    }

    @Test
    void aTopicWithoutPartitionsOrReplicasIsRefused() {
        assertThatThrownBy(() -> TopicSettings.keptByTime(0, (short) 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topics need at least 1 partition and 1 replica (-1: the broker's default)");
        assertThatThrownBy(() -> TopicSettings.keptByTime(1, (short) 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(NewTopic topic) {
        return topic.name()
                + ' '
                + topic.numPartitions()
                + 'x'
                + topic.replicationFactor()
                + ' '
                + new TreeMap<>(topic.configs());
    }
}
