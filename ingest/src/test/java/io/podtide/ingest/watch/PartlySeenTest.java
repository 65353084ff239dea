package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.FakeApi.list;
import static io.podtide.ingest.watch.FakeApi.refusal;
import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.event;
import static io.podtide.ingest.watch.WatchFixture.nodeItem;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An API server that shows the pods and not all of the rest: a gap of that part, which no pod is in. */
@Timeout(120)
class PartlySeenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KeptSink sink = new KeptSink();
    private FakeApi api;
    private KubeConnection connection;
    private ClusterWatch watch;

    @BeforeEach
    void startServer() throws IOException {
        api = new FakeApi().pods(list("10"));
        connection = api.connection();
    }

    @AfterEach
    void stopAll() {
        watch.close();
        connection.close();
        api.close();
    }

    /** @param gapAfter what is broken for longer is told */
    private void start(Duration gapAfter) {
        var settings = new WatchSettings(
                IMPATIENT.pageSize(),
                IMPATIENT.watchFor(),
                IMPATIENT.quiet(),
                IMPATIENT.firstRetry(),
                IMPATIENT.maxRetry(),
                IMPATIENT.heartbeat(),
                gapAfter);
        watch = new ClusterWatch(connection, sink, WatchFixture.options(settings, WatchFixture.problems()));
        watch.start();
    }

    private void awaitBroken() throws InterruptedException {
        start(Duration.ofMillis(200));
        api.podWatch();
        await().atMost(PATIENCE).until(() -> !lastHeartbeat().unseen().isEmpty());
    }

    private ClusterClock lastHeartbeat() {
        return heartbeats()
                .reduce((one, next) -> next)
                .orElse(new ClusterClock("none yet", Instant.EPOCH, Mark.HEARTBEAT, null));
    }

    private void awaitWhole(Class<? extends Observation> seenBefore) {
        await().atMost(PATIENCE).until(() -> lastHeartbeat().unseen().isEmpty());
        var all = sink.all();
        var from = all.indexOf(heartbeats()
                .filter(beat -> !beat.unseen().isEmpty())
                .findFirst()
                .orElseThrow());
        assertThat(all.subList(from, all.indexOf(sink.all(seenBefore).get(0))))
                .as("the gap does not end before what it has hidden is told")
                .noneMatch(PartlySeenTest::isWhole);
    }

    private Stream<ClusterClock> heartbeats() {
        return sink.marks(Mark.HEARTBEAT);
    }

    private static boolean isWhole(Observation seen) {
        return seen instanceof ClusterClock clock
                && clock.mark() == Mark.HEARTBEAT
                && clock.unseen().isEmpty();
    }

    private Unseen firstGap() {
        return heartbeats()
                .flatMap(clock -> clock.unseen().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void forbiddenEventsAreAGapThatEndsWhenTheyAreAllowed() throws Exception {
        api.events(refusal(403, "events is forbidden"));
        awaitBroken();
        assertThat(lastHeartbeat().unseen())
                .containsExactly(
                        new Unseen(Part.EVENTS, Reason.FORBIDDEN, firstGap().since()));
        assertThat(firstGap().since()).isBefore(lastHeartbeat().observedAt());
        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED");

        api.events(list("20", event("e1", 15)));
        api.eventWatch();
        awaitWhole(KubeEvent.class);
        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "event e1");
        assertThat(watch.isLive()).isTrue();
    }

    @Test
    void forbiddenNodesAreAGapThatEndsWhenTheyAreAllowed() throws Exception {
        api.nodes(refusal(403, "nodes is forbidden"));
        awaitBroken();
        assertThat(lastHeartbeat().unseen())
                .containsExactly(
                        new Unseen(Part.NODES, Reason.FORBIDDEN, firstGap().since()));

        api.nodes(list("20", nodeItem("a", 1)));
        api.nodeWatch();
        awaitWhole(NodeStatus.class);
        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "LISTED a@1");
    }

    @Test
    void bothMayBeAndTheReasonMayBecomeAnother() throws Exception {
        api.events(refusal(500, "etcd is away")).nodes(refusal(403, "nodes is forbidden"));
        start(Duration.ofMillis(200));
        await().atMost(PATIENCE)
                .until(
                        () -> lastHeartbeat().unseen().stream()
                                .map(Unseen::reason)
                                .toList(),
                        List.of(Reason.FAILED, Reason.FORBIDDEN)::equals);
        var since = firstGap().since();
        api.events(refusal(401, "who are you?"));
        await().atMost(PATIENCE)
                .until(
                        () -> lastHeartbeat().unseen().stream()
                                .map(Unseen::reason)
                                .toList(),
                        List.of(Reason.UNAUTHORIZED, Reason.FORBIDDEN)::equals);
        assertThat(lastHeartbeat().unseen().get(0).since()).isEqualTo(since);
    }

    @Test
    void whatIsBrokenForAMomentIsNoGap() throws Exception {
        api.events(refusal(403, "events is forbidden"), refusal(403, "events is forbidden"), list("20"));
        start(Duration.ofMinutes(1));
        api.podWatch().sends("ADDED", pod("a", 11));
        api.eventWatch();
        var told = heartbeats().count();
        await().atMost(PATIENCE).until(() -> heartbeats().count() > told + 2);
        assertThat(heartbeats()).allMatch(PartlySeenTest::isWhole);
    }
}
