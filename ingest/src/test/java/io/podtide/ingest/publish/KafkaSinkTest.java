package io.podtide.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.wire.Epoch;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {

    private static final int PARTITIONS = 3;
    private static final ClusterClock CLOCK =
            new ClusterClock("prod-1", Instant.parse("2026-11-21T12:00:00.123Z"), Mark.HEARTBEAT, null);

    private final Topics topics = Topics.of(SchemaIds.fixed());
    private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(
            cluster(), false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaSink sink = new KafkaSink(topics, PARTITIONS, kafka);

    @Test
    void theClockIsToldToEveryPartition() {
        sink.accept(CLOCK);

        assertThat(kafka.history())
                .hasSize(PARTITIONS)
                .allSatisfy(record -> {
                    assertThat(record.topic()).isEqualTo("podtide.cluster-clock");
                    assertThat(record.timestamp()).isEqualTo(CLOCK.observedAt().toEpochMilli());
                    assertThat(record.key()).isEqualTo("prod-1".getBytes(UTF_8));
                    assertThat(value(topics.clusterClock(), record)).isEqualTo(CLOCK);
                })
                .extracting(ProducerRecord::partition)
                .containsExactly(0, 1, 2);
    }

    @Test
    void aRegistryThatIsAwayIsNamedAndWhatFollowsDoesNotHideTheGap() {
        var away = SchemaIds.from(Map.of("schema.registry.url", "http://127.0.0.1:9"));
        var waiting = new KafkaSink(Topics.of(away), PARTITIONS, kafka);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> waiting.accept(CLOCK))
                    .isInstanceOf(PublishException.class)
                    .hasMessageStartingWith("an observation cannot be written: Cannot reach the schema registry at"
                            + " http://127.0.0.1:9/subjects/podtide.cluster-clock-value: ");
        }
        assertThatThrownBy(waiting::flush).isInstanceOf(PublishException.class);
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void everyRecordSaysUnderWhichLeadershipItWasWritten() throws IOException {
        sink.accept(CLOCK);
        assertThat(kafka.history()).allSatisfy(record -> {
            assertThat(record.headers().toArray()).isEmpty();
            assertThat(Epoch.of(record.headers())).isEqualTo(Epoch.NONE);
        });
        kafka.clear();

        var led = sink.under(new Epoch(1_763_715_600_123L));
        recorded().forEach(led::accept);
        assertThat(kafka.history()).hasSizeGreaterThan(PARTITIONS).allSatisfy(record -> {
            assertThat(record.headers().lastHeader(Epoch.HEADER).value()).isEqualTo("1763715600123".getBytes(UTF_8));
            assertThat(Epoch.of(record.headers())).isEqualTo(new Epoch(1_763_715_600_123L));
        });
    }

    @Test
    void aRecordingGoesOutWholeAndReadsAsItWas() throws IOException {
        var observations = recorded();
        observations.stream().filter(o -> !(o instanceof ClusterClock)).forEach(sink::accept);

        assertThat(kafka.history().stream().map(this::read))
                .hasAtLeastOneElementOfType(PodStatus.class)
                .hasAtLeastOneElementOfType(KubeEvent.class)
                .hasAtLeastOneElementOfType(NodeStatus.class)
                .containsExactlyElementsOf(observations.stream()
                        .filter(o -> !(o instanceof ClusterClock))
                        .toList());
        assertThat(kafka.history()).allSatisfy(record -> {
            var seen = read(record);
            assertThat(new String(record.key(), UTF_8)).isEqualTo(key(seen));
            assertThat(record.timestamp()).isEqualTo(seen.observedAt().toEpochMilli());
            assertThat(record.partition()).isNull();
        });
    }

    @Test
    void whatIsLostIsToldWithTheNextCallAndEveryOneAfter() {
        sink.accept(CLOCK);
        assertThatCode(() -> sink.accept(CLOCK)).doesNotThrowAnyException();
        kafka.errorNext(new TimeoutException("expired after 30 s"));

        assertThatThrownBy(() -> sink.accept(CLOCK))
                .isInstanceOf(PublishException.class)
                .hasMessage("Kafka did not take an observation: expired after 30 s");
        assertThatThrownBy(sink::flush).isInstanceOf(PublishException.class);
        assertThat(kafka.history()).hasSize(2 * PARTITIONS);
    }

    @Test
    void oneThatIsTooLargeHoldsUpNoOther() {
        sink.accept(CLOCK);
        kafka.errorNext(new RecordTooLargeException("2000000 bytes"));

        assertThatCode(() -> sink.accept(CLOCK)).doesNotThrowAnyException();
        while (kafka.completeNext()) {
            // the others are kept
        }
        assertThatCode(sink::flush).doesNotThrowAnyException();
    }

    @Test
    void aBufferThatStaysFullIsALoss() {
        kafka.sendException = new TimeoutException("no room within 60 s");

        assertThatThrownBy(() -> sink.accept(CLOCK))
                .isInstanceOf(PublishException.class)
                .hasMessage("Kafka did not take an observation: no room within 60 s");
    }

    @Test
    void flushReturnsWhenAllIsKeptThatWasSentBefore() {
        sink.accept(CLOCK);
        var flushed = CompletableFuture.runAsync(sink::flush);
        await().until(() -> !flushed.isDone() && kafka.completeNext());
        kafka.completeNext();
        assertThat(flushed).isNotDone();
        sink.accept(CLOCK);

        kafka.completeNext();

        await().untilAsserted(() -> assertThat(flushed).isCompleted());
    }

    @Test
    void flushFailsWhenSomethingWasLost() {
        sink.accept(CLOCK);
        var flushed = CompletableFuture.runAsync(sink::flush);
        await().until(() -> kafka.errorNext(new TimeoutException("expired after 30 s")));
        kafka.completeNext();
        kafka.completeNext();

        assertThatThrownBy(flushed::join).hasCauseInstanceOf(PublishException.class);
    }

    @Test
    void closingClosesTheProducer() {
        sink.close();

        assertThat(kafka.closed()).isTrue();
    }

    private Observation read(ProducerRecord<byte[], byte[]> record) {
        return switch (record.topic()) {
            case Topics.POD_STATUS -> value(topics.podStatus(), record);
            case Topics.KUBE_EVENTS -> value(topics.kubeEvents(), record);
            case Topics.NODE_STATUS -> value(topics.nodeStatus(), record);
            default -> throw new AssertionError(record.topic());
        };
    }

    private static String key(Observation seen) {
        if (seen instanceof PodStatus pod) {
            return pod.key();
        }
        return seen instanceof NodeStatus node ? node.key() : ((KubeEvent) seen).key();
    }

    private static <V> V value(Topic<String, V> topic, ProducerRecord<byte[], byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    private static List<Observation> recorded() throws IOException {
        var file = KafkaSinkTest.class.getResourceAsStream("/recordings/a01-exit1-crashloop.jsonl.gz");
        var reader = new RecordingReader("a01", file, RecordingReader.DEFAULT_CLUSTER, line -> {
            throw new AssertionError(line.display());
        });
        var all = new ArrayList<Observation>();
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            player.forEachRemaining(all::add);
        }
        return all;
    }

    private static Cluster cluster() {
        var node = new Node(0, "localhost", 9092);
        var nodes = new Node[] {node};
        var partitions = IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(p ->
                        List.of(Topics.CLUSTER_CLOCK, Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS)
                                .stream()
                                .map(topic -> new PartitionInfo(topic, p, node, nodes, nodes)));
        return new Cluster("kafka", List.of(node), partitions.toList(), Set.of(), Set.of());
    }
}
