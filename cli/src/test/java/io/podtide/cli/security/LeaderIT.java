package io.podtide.cli.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.broker.InProcessBroker;
import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.wire.Epoch;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of {@code podtide ingest} share a cluster; the one that leads is stopped, as a machine that is suspended is. */
@Tag("slow")
@Timeout(300)
class LeaderIT {

    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private InProcessBroker broker;
    private FakeKube kube;

    @BeforeEach
    void start() throws IOException {
        broker = InProcessBroker.start(directory.resolve("broker"));
        kube = new FakeKube(Rbac.of(Path.of("..", "deploy", "rbac", "ingest.yaml")));
        kube.put("pods", pod("early"));
    }

    @AfterEach
    void stop() throws IOException {
        kube.close();
        broker.close();
    }

    @Test
    void whoIsStoppedIsFollowedAndFindsThatItLeadsNoMore() throws Exception {
        try (var first = ingest("first")) {
            first.awaitSaid("leads cluster prod-eu-1 (epoch ");
            await().atMost(PATIENCE).until(() -> marks(Mark.GAP_ENDED) == PARTITIONS);
            try (var second = ingest("second")) {
                second.awaitSaid("stands by: ");
                assertThat(epochs()).hasSize(1);

                first.signal("STOP");
                second.awaitSaid("leads cluster prod-eu-1 (epoch ");
                await().atMost(PATIENCE).until(() -> marks(Mark.GAP_ENDED) == 2 * PARTITIONS);
                kube.put("pods", pod("late")); // the first is told too, and wakes up to it

                first.signal("CONT");
                first.awaitSaid("leads cluster prod-eu-1 no more");
                first.awaitSaid("stands by: ");
                await().atMost(PATIENCE).until(() -> podNames().contains("late"));

                second.terminate();
                await().atMost(PATIENCE)
                        .until(() ->
                                whatAFenceLetsThrough().size() >= marksOfThree().size());
                first.terminate();
            }
        }
        assertThat(epochs()).isSorted().hasSize(3).doesNotContain(0L);
        assertThat(whatAFenceLetsThrough()).containsExactlyElementsOf(marksOfThree());
        assertThat(kube.refusals()).isEmpty();
    }

    /** Every leadership begins with a gap in every partition, before all else it says there. */
    private static List<String> marksOfThree() {
        var marks = new ArrayList<String>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            for (var leadership = 0; leadership < 3; leadership++) {
                marks.addAll(List.of("GAP_STARTED", "SYNCED", "GAP_ENDED"));
            }
        }
        return marks;
    }

    /** Marks of the clock that are of the pods, partition by partition, without those of an epoch lower than one before. */
    private List<String> whatAFenceLetsThrough() {
        var marks = new ArrayList<String>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            long highest = 0;
            for (var record : records(Topics.CLUSTER_CLOCK)) {
                var epoch = Epoch.of(record.headers()).number();
                var mark = clock(record).mark();
                var ofPods = mark != Mark.HEARTBEAT && mark != Mark.NODES_SYNCED;
                if (record.partition() == partition && epoch >= highest && ofPods) {
                    highest = epoch;
                    marks.add(mark.name());
                }
            }
        }
        return marks;
    }

    private RoleProcess ingest(String name) throws IOException {
        return RoleProcess.start(
                directory.resolve(name + ".log"),
                "ingest",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--partitions",
                Integer.toString(PARTITIONS),
                "--kubeconfig",
                kube.kubeconfig(directory.resolve(name + ".kubeconfig")).toString(),
                "--lease-namespace",
                "podtide");
    }

    private static String pod(String name) {
        return """
                {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"u-%s"},"spec":{},"status":{"phase":"Pending"}}""".formatted(name, name);
    }

    private long marks(Mark mark) {
        return records(Topics.CLUSTER_CLOCK).stream()
                .filter(record -> clock(record).mark() == mark)
                .count();
    }

    private List<Long> epochs() {
        return records(Topics.CLUSTER_CLOCK).stream()
                .filter(record -> record.partition() == 0)
                .map(record -> Epoch.of(record.headers()).number())
                .distinct()
                .toList();
    }

    private List<String> podNames() {
        return records(Topics.POD_STATUS).stream()
                .map(record ->
                        topics().podStatus().valueSerde().deserializer().deserialize(record.topic(), record.value()))
                .map(pod -> pod.name())
                .toList();
    }

    private static ClusterClock clock(ConsumerRecord<byte[], byte[]> record) {
        assertThat(new String(record.key(), UTF_8)).isEqualTo("prod-eu-1");
        return topics().clusterClock().valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    private static Topics topics() {
        return Topics.of(SchemaIds.fixed());
    }

    /** All there are, in the order of their partitions. */
    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var bytes = new ByteArrayDeserializer();
        var kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(kafka.client("test"), bytes, bytes)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
