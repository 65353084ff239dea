package io.podtide.wire.topic;

import static io.podtide.wire.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.detect.symptom.WellChange;
import io.podtide.wire.Samples;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.SymptomRecord.Wells;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TopicsTest {

    private final Topics topics = Topics.of(SchemaIds.fixed());

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIsReadAsItWas() {
        return Stream.of(
                test(topics.podStatus(), Samples.pod()),
                test(topics.podStatus(), Samples.barePod()),
                test(topics.kubeEvents(), Samples.event()),
                test(topics.kubeEvents(), Samples.bareEvent()),
                test(topics.nodeStatus(), Samples.node()),
                test(topics.clusterClock(), Samples.clock()),
                test(topics.clusterClock(), Samples.bareClock()),
                test(topics.symptoms(), new OfPod(Samples.symptom())),
                test(topics.symptoms(), new OfPod(Samples.bareSymptom())),
                test(
                        topics.symptoms(),
                        new Progress(
                                3,
                                List.of(
                                        new ClusterProgress("eu-1", at(1), false),
                                        new ClusterProgress("eu-2", at(2), true, at(3), at(1))))),
                test(topics.symptoms(), new Progress(0, List.of())),
                test(
                        topics.symptoms(),
                        new Wells(List.of(
                                new WellChange(Samples.symptom().workload(), false, at(2), at(1), at(2)),
                                new WellChange(Samples.symptom().workload(), true, at(3), at(1), at(4))))),
                test(topics.incidents(), Samples.incident()),
                test(topics.incidents(), Samples.bareIncident()));
    }

    private static <V> DynamicTest test(Topic<String, V> topic, V value) {
        return DynamicTest.dynamicTest(topic.name() + " " + value, () -> {
            var bytes = topic.valueSerde().serializer().serialize(topic.name(), value);

            assertThat(topic.valueSerde().deserializer().deserialize(topic.name(), bytes))
                    .isEqualTo(value);
        });
    }

    @Test
    void everyTopicHasTheNewestOfItsFixedIds() throws IOException {
        assertThat(Map.of(
                        topics.podStatus().name(), id(topics.podStatus(), Samples.pod()),
                        topics.kubeEvents().name(), id(topics.kubeEvents(), Samples.event()),
                        topics.nodeStatus().name(), id(topics.nodeStatus(), Samples.node()),
                        topics.clusterClock().name(), id(topics.clusterClock(), Samples.clock()),
                        topics.symptoms().name(), id(topics.symptoms(), new OfPod(Samples.symptom())),
                        topics.incidents().name(), id(topics.incidents(), Samples.incident())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "podtide.pod-status", newest("podtide.pod-status"),
                        "podtide.kube-events", newest("podtide.kube-events"),
                        "podtide.node-status", newest("podtide.node-status"),
                        "podtide.cluster-clock", newest("podtide.cluster-clock"),
                        "podtide.symptoms", newest("podtide.symptoms"),
                        "podtide.incidents", newest("podtide.incidents")));
    }

    private static <V> int id(Topic<String, V> topic, V value) {
        var bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    private static int newest(String topic) throws IOException {
        try (var file = Topics.class.getResourceAsStream("/io/podtide/schema/schema-ids.json")) {
            var ids = new ObjectMapper().readTree(file).path(topic + "-value").path("ids");
            return ids.path(ids.size() - 1).asInt();
        }
    }
}
