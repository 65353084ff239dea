package io.podtide.cli.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.broker.InProcessBroker;
import io.podtide.cli.range.TopicRange;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchSettings;
import io.podtide.ingest.watch.WatchTap;
import io.podtide.rules.Causes;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away while pods crash, are deleted and made; what comes out at the end must be what happened. */
@Tag("slow")
@Timeout(300)
class KafkaAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final WatchSettings QUICK = new WatchSettings(
            500,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofMillis(200),
            Duration.ofSeconds(2));

    private final Topics topics = Topics.of(SchemaIds.fixed());

    @TempDir
    Path directory;

    private LivingCluster cluster;
    private KubeConnection connection;
    private InProcessBroker broker;
    private Thread ingest;

    @BeforeEach
    void aClusterAndABroker() throws IOException {
        broker = InProcessBroker.start(directory.resolve("broker"));
        TopicSetup.run(kafka(Duration.ofSeconds(30)), TopicSettings.keptBySize(1, 1 << 28), Duration.ofSeconds(60));
        cluster = new LivingCluster();
        connection = KubeConnection.open(new ClusterAccess(cluster.kubeconfig(directory), null, null));
        List.of("crashing", "eating", "leaving").forEach(cluster::runs);
    }

    @AfterEach
    void stopAll() throws Exception {
        ingest.interrupt();
        ingest.join();
        connection.close();
        cluster.close();
        broker.close();
    }

    @Test
    void awayForLessThanARecordMayTakeNothingIsLostAndThereIsNoGap() throws Exception {
        ingest(Duration.ofMinutes(2));
        broker.close();
        IntStream.range(0, 20).forEach(i -> cluster.restarts("crashing", "Error", 1));
        await().atMost(PATIENCE).until(cluster::hasToldAll);
        broker = InProcessBroker.start(directory.resolve("broker"));
        cluster.restarts("crashing", "Error", 1);

        awaitLast("crashing", 21);

        assertThat(restartCounts("crashing"))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 21).boxed().toList());
        assertThat(marks(Mark.GAP_STARTED)).hasSize(1);
        assertThat(marks(Mark.GAP_ENDED)).hasSize(1);
        assertThat(counted(Symptom.RESTARTS)).isEqualTo(Map.of("crashing", 21));
        assertThat(cluster.lists()).isEqualTo(1);
    }

    @Test
    void awayForLongerTheWatchIsBrokenOffAndResumedFromWhatKafkaHas() throws Exception {
        ingest(Duration.ofSeconds(2));
        muchHappensWhileKafkaIsAway(() -> {});

        awaitLast("crashing", 10);
        assertTruth();
        assertThat(cluster.lists()).isEqualTo(1);
        assertThat(restartCounts("crashing").stream().distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 10).boxed().toList());
        assertGapTold();
    }

    @Test
    void andIsListedAgainWhereTheServerHasForgottenWhatHappened() throws Exception {
        ingest(Duration.ofSeconds(2));
        muchHappensWhileKafkaIsAway(cluster::compact);

        awaitLast("crashing", 10);
        assertTruth();
        assertThat(cluster.lists()).isEqualTo(2);
        assertGapTold();
    }

    private void muchHappensWhileKafkaIsAway(Runnable last) throws IOException {
        broker.close();
        IntStream.range(0, 5).forEach(i -> cluster.restarts("crashing", "Error", 1));
        IntStream.range(0, 3).forEach(i -> cluster.restarts("eating", "OOMKilled", 137));
        cluster.goes("leaving");
        cluster.runs("new");
        cluster.restarts("new", "Error", 2);
        await().atMost(PATIENCE).until(() -> cluster.watchers() == 0);
        IntStream.range(0, 5).forEach(i -> cluster.restarts("crashing", "Error", 1));
        last.run();
        broker = InProcessBroker.start(directory.resolve("broker"));
    }

    private void assertTruth() {
        assertThat(counted(Symptom.RESTARTS)).isEqualTo(Map.of("crashing", 10, "eating", 3, "new", 1));
        assertThat(counted(Symptom.OOM_KILLS)).isEqualTo(Map.of("eating", 3));
        assertThat(all(PodStatus.class))
                .filteredOn(pod -> pod.name().equals("leaving"))
                .last()
                .extracting(PodStatus::delivery)
                .isEqualTo(Delivery.DELETED);
    }

    /** Told once it could be; it began when Kafka had everything for the last time, whether that could be told or not. */
    private void assertGapTold() {
        await().atMost(PATIENCE).until(() -> marks(Mark.GAP_ENDED).size() == 2);
        var begun = marks(Mark.GAP_STARTED);
        assertThat(begun).hasSize(2);
        var lastHeartbeat = marks(Mark.HEARTBEAT).stream()
                .map(ClusterClock::observedAt)
                .filter(at -> at.isBefore(begun.get(1).observedAt()))
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(marks(Mark.GAP_ENDED).get(1).since())
                .isBetween(lastHeartbeat, begun.get(1).observedAt().minusMillis(1));
    }

    /** Runs until all there is has been written and vouched for. */
    private void ingest(Duration recordMayTake) {
        var kafka = kafka(recordMayTake);
        var options =
                new ClusterWatch.Options(QUICK, RoutingLabels.DEFAULT, Clock.systemUTC(), WatchTap.NONE, problem -> {});
        var ingestor = new ClusterIngestor(connection, () -> KafkaSink.open(kafka, topics, 1, "test-ingest"), options);
        ingest = new Thread(() -> {
            try {
                ingestor.run();
            } catch (InterruptedException e) {
                // the test is over
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        ingest.start();
        await().atMost(PATIENCE).until(() -> marks(Mark.HEARTBEAT).size() > 2);
    }

    private KafkaSettings kafka(Duration recordMayTake) {
        var millis = Long.toString(recordMayTake.toMillis());
        return KafkaSettings.of(
                broker.bootstrapServers(),
                Map.of(
                        "kafka.delivery.timeout.ms",
                        millis,
                        "kafka.max.block.ms",
                        millis,
                        "kafka.request.timeout.ms",
                        "1000",
                        "kafka.reconnect.backoff.max.ms",
                        "500"));
    }

    private void awaitLast(String pod, int restarts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(restartCounts(pod)).last().isEqualTo(restarts));
        var had = marks(Mark.HEARTBEAT).size();
        await().atMost(PATIENCE).until(() -> marks(Mark.HEARTBEAT).size() > had + 1);
    }

    private List<Integer> restartCounts(String pod) {
        return all(PodStatus.class).stream()
                .filter(status -> status.name().equals(pod))
                .map(status -> status.containers().get(0).restartCount())
                .toList();
    }

    /** What the first stage makes of it, by pod. */
    private Map<String, Integer> counted(Symptom symptom) {
        var tracker = new PodTracker(RuleBook.DEFAULTS, Causes.builtIn());
        var tracks = new HashMap<String, PodTrack>();
        var counts = new HashMap<String, Integer>();
        for (var status : all(PodStatus.class)) {
            var step = tracker.status(tracks.getOrDefault(status.uid(), new PodTrack.Nothing()), status);
            tracks.put(status.uid(), step.state());
            step.changes().stream()
                    .filter(change -> change.symptom() == symptom && change.change() == Change.OCCURRED)
                    .forEach(change -> counts.merge(status.name(), change.count(), Integer::sum));
        }
        return counts;
    }

    private List<ClusterClock> marks(Mark mark) {
        return all(ClusterClock.class).stream()
                .filter(clock -> clock.mark() == mark)
                .toList();
    }

    private <T extends Observation> List<T> all(Class<T> kind) {
        var all = new ArrayList<T>();
        var kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        try (var range =
                TopicRange.open(kafka, topics, Instant.EPOCH, Instant.now().plusSeconds(60))) {
            for (var next = range.next(); next.isPresent(); next = range.next()) {
                if (kind.isInstance(next.get())) {
                    all.add(kind.cast(next.get()));
                }
            }
        }
        return all;
    }
}
