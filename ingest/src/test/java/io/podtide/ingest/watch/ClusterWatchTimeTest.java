package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.FakeApi.list;
import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.event;
import static io.podtide.ingest.watch.WatchFixture.nodeItem;
import static io.podtide.ingest.watch.WatchFixture.options;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.publish.PublishException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Heartbeats, gaps, silence, and what happens when the sink fails. */
@Timeout(60)
class ClusterWatchTimeTest {

    private static final WatchSettings FEELS_GAPS = new WatchSettings(
            500,
            IMPATIENT.watchFor(),
            IMPATIENT.quiet(),
            IMPATIENT.firstRetry(),
            IMPATIENT.maxRetry(),
            IMPATIENT.heartbeat(),
            Duration.ofMillis(100));

    /** Takes 200 ms of silence for long, and says when pods are not seen for longer than a reconnect takes. */
    private static final WatchSettings RESTLESS = new WatchSettings(
            500,
            IMPATIENT.watchFor(),
            Duration.ofMillis(200),
            IMPATIENT.firstRetry(),
            IMPATIENT.maxRetry(),
            IMPATIENT.heartbeat(),
            Duration.ofSeconds(1));

    private final KeptSink sink = new KeptSink();
    private final WatchStatus status = new WatchStatus(Clock.systemUTC());
    private final List<ClusterException> problems = WatchFixture.problems();
    private FakeApi api;
    private KubeConnection connection;

    @BeforeEach
    void startServer() throws IOException {
        api = new FakeApi();
        connection = api.connection();
    }

    @AfterEach
    void stopServer() {
        connection.close();
        api.close();
    }

    /** As with a request, where it stands in the header {@code Retry-After}. */
    @Test
    void aWatchThatIsEndedBecauseThereIsTooMuchToDoIsBegunAgainWhenTheServerSays() throws Exception {
        api.pods(list("10", pod("a", 1)));
        try (var watch = start(IMPATIENT)) {
            var sent = System.nanoTime();
            api.podWatch()
                    .sends(
                            "ERROR",
                            "{\"kind\":\"Status\",\"code\":429,\"message\":\"too many\",\"details\":{\"retryAfterSeconds\":2}}");

            assertThat(api.podWatch().from()).isEqualTo("10");
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(problems).extracting(ClusterException::kind).containsExactly(ClusterException.Kind.THROTTLED);
            assertThat(problems.get(0)).hasMessage("Cluster prod-1 answers 429 (watch pods): too many");
            await().until(watch::isLive);
        }
    }

    @Test
    void heartbeatsGoOutWhileTheWatchLivesInTheOrderOfTime() throws Exception {
        api.pods(list("10", pod("a", 1)));
        try (var watch = start(IMPATIENT)) {
            var pods = api.podWatch();
            await().until(() -> sink.marks(Mark.HEARTBEAT).count() > 1);
            assertThat(watch.isLive()).isTrue();
            pods.sends("MODIFIED", pod("a", 11));
            await().until(() -> sink.all().stream().anyMatch(o -> o.toString().contains("CHANGED")));
        }

        assertThat(sink.all()).extracting(Observation::observedAt).isSorted();
        assertThat(sink.marks(Mark.SYNCED))
                .singleElement()
                .satisfies(synced -> assertThat(synced.since()).isNotNull().isBeforeOrEqualTo(synced.observedAt()));
        assertThat(sink.all())
                .allSatisfy(
                        o -> assertThat(o.observedAt()).isEqualTo(o.observedAt().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void aWatchBrokenForLongLeavesAGapWithoutHeartbeats() throws Exception {
        api.pods(list("10"), list("20"));
        try (var watch = start(FEELS_GAPS)) {
            var pods = api.podWatch();
            api.close();
            pods.ends();
            sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "GAP_STARTED");
            assertThat(watch.isLive()).isFalse();
        }

        var clocks = sink.all(ClusterClock.class);
        assertThat(clocks.get(clocks.size() - 1).mark()).isEqualTo(Mark.GAP_STARTED);
        assertThat(problems).isNotEmpty();
    }

    @Test
    void theGapEndsWhenTheWatchLivesAgain() throws Exception {
        var rest = FakeApi.refusal(503, "the server is starting");
        api.pods(list("10"), rest, rest, rest, rest, rest, rest, rest, list("20"));
        try (var watch = start(FEELS_GAPS)) {
            api.podWatch().sends("ERROR", "{\"kind\":\"Status\",\"code\":410}");
            api.podWatch();
            sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "GAP_STARTED", "GAP_ENDED");
            assertThat(watch.isLive()).isTrue();
        }

        var gap = sink.marks(Mark.GAP_STARTED).toList().get(1);
        var end = sink.marks(Mark.GAP_ENDED).toList().get(1);
        assertThat(end.since()).isNotNull().isBeforeOrEqualTo(gap.observedAt());
        assertThat(sink.all().subList(sink.all().indexOf(gap), sink.all().indexOf(end) + 1))
                .containsExactly(gap, end);
    }

    @Test
    void whatWasBeforeTheStartIsAGapUntilAllPodsAreSent() throws Exception {
        var rest = FakeApi.refusal(503, "the server is starting");
        api.pods(rest, rest, rest, list("10", pod("a", 1)))
                .events(list("10", event("e", 1)))
                .nodes(list("10", nodeItem("node-a", 1)));
        try (var watch = start(FEELS_GAPS)) {
            await().until(() -> sink.marks(Mark.HEARTBEAT).findAny().isPresent());
            await().until(() -> sink.all(KubeEvent.class).size() == 1
                    && sink.all(NodeStatus.class).size() == 1);
            assertThat(watch.isLive()).isTrue();
        }

        var begin = sink.all(ClusterClock.class).get(0);
        assertThat(sink.all().get(0)).isEqualTo(begin);
        assertThat(begin).extracting(ClusterClock::mark, ClusterClock::since).containsExactly(Mark.GAP_STARTED, null);
        var pods = sink.all().stream()
                .filter(o -> o instanceof PodStatus
                        || (o instanceof ClusterClock clock && clock.mark() != Mark.NODES_SYNCED))
                .toList();
        assertThat(pods.subList(1, 5))
                .satisfiesExactly(
                        pod -> assertThat(pod).isInstanceOf(PodStatus.class),
                        synced -> assertThat(synced).extracting("mark").isEqualTo(Mark.SYNCED),
                        end -> {
                            assertThat(end).extracting("mark").isEqualTo(Mark.GAP_ENDED);
                            assertThat(((ClusterClock) end).since()).isNotNull().isBeforeOrEqualTo(begin.observedAt());
                        },
                        beat -> assertThat(beat).extracting("mark").isEqualTo(Mark.HEARTBEAT));
        assertThat(sink.marks(Mark.GAP_STARTED)).hasSize(1);
    }

    @Test
    void aSilentWatchIsResumedAndIsNoProblemWhileTheServerAnswers() throws Exception {
        api.pods(list("10"), list("11", pod("a", 11)));
        try (var watch = start(RESTLESS)) {
            api.podWatch().sends("ADDED", pod("a", 11));
            for (int again = 0; again < 5; again++) {
                assertThat(api.podWatch().from()).isEqualTo("11");
            }
            assertThat(watch.end()).isNotDone();
            assertThat(problems).isEmpty();
        }

        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "CHANGED a@11");
        assertThat(api.podLists()).as("not after each of them").hasSizeBetween(1, 4);
        var pods = status.of(Resource.PODS);
        assertThat(pods.silentRestarts()).isGreaterThanOrEqualTo(4);
        assertThat(pods.regularRestarts()).isZero();
    }

    @Test
    void aSilentWatchThatIsNotAnsweredAgainIsAProblemAndAGap() throws Exception {
        api.pods(list("10"));
        try (var watch = start(RESTLESS)) {
            api.podWatch();
            api.answersNoWatch();
            sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "GAP_STARTED");
            assertThat(watch.isLive()).isFalse();
        }

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.kind()).isEqualTo(ClusterException.Kind.UNREACHABLE))
                .anySatisfy(problem -> assertThat(problem).hasMessageContaining("watch pods"));
    }

    @Test
    void silenceThatLastsIsShownByAListToBeQuietAndIsNoGap() throws Exception {
        api.pods(list("10", pod("a", 1)), list("20", pod("a", 1)));
        try (var watch = start(RESTLESS)) {
            awaitWatchFrom("20");
            await().until(watch::isLive);
            assertThat(problems).isEmpty();
        }

        sink.awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED");
    }

    @Test
    void whatWatchesThatNeverSayAnythingLeaveOutIsToldWithAGap() throws Exception {
        api.pods(list("10", pod("a", 1), pod("b", 2)), list("20", pod("b", 12)));
        try (var watch = start(RESTLESS)) {
            awaitWatchFrom("20");
            await().until(watch::isLive);
            assertThat(problems).isEmpty();
        }

        sink.awaitAll(
                "GAP_STARTED",
                "LISTED a@1",
                "LISTED b@2",
                "SYNCED",
                "GAP_ENDED",
                "GAP_STARTED",
                "LISTED b@12",
                "DELETED a@1",
                "GAP_ENDED");
    }

    @Test
    void silenceThatNoListExplainsIsAProblemAndAGap() throws Exception {
        api.pods(list("10"), FakeApi.refusal(503, "nobody is there"));
        try (var watch = start(RESTLESS)) {
            sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "GAP_STARTED");
            assertThat(watch.isLive()).isFalse();
            assertThat(problems).extracting(ClusterException::kind).containsExactly(ClusterException.Kind.FAILED);
        }
    }

    private void awaitWatchFrom(String version) throws InterruptedException {
        while (!api.podWatch().from().equals(version)) {
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void aClusterThatCannotBeReachedIsTriedAgainAndAgainAndHasAGap() throws Exception {
        api.close();
        try (var watch = start(IMPATIENT)) {
            await().until(() -> !problems.isEmpty());
            assertThat(watch.end()).isNotDone();
            assertThat(watch.isLive()).isFalse();
        }

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .hasMessageStartingWith("Cluster prod-1 cannot be reached at http://localhost:"));
        sink.awaitAll("GAP_STARTED");
    }

    @Test
    void aSinkThatLosesSomethingEndsTheWatch() throws Exception {
        api.pods(list("10", pod("a", 1)));
        try (var watch = start(IMPATIENT)) {
            api.podWatch();
            sink.breaks();

            assertThat(watch.end())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(PublishException.class);
            await().until(() -> !watch.isLive());
        }
    }

    @Test
    void afterTheSinkHasFailedANewOneIsGivenWhatTheOldOneHasNotKept() throws Exception {
        api.pods(list("10", pod("a", 1)));
        var sinks = ingest(IMPATIENT.withHeartbeat(Duration.ofMillis(50)), () -> {
            api.podWatch();
            var first = sink(0);
            await().until(() -> first.marks(Mark.HEARTBEAT).findAny().isPresent());
            first.breaks();
            var second = api.podWatch();
            assertThat(second.from()).isEqualTo("10");
            second.sends("MODIFIED", pod("a", 11));
            sink(1).awaitAll("GAP_STARTED", "CHANGED a@11", "GAP_ENDED");
            var lastVouchedFor = first.marks(Mark.HEARTBEAT)
                    .reduce((a, b) -> b)
                    .orElseThrow()
                    .observedAt();
            assertThat(sink(1).marks(Mark.GAP_ENDED))
                    .extracting(ClusterClock::since)
                    .containsExactly(lastVouchedFor);
            return true;
        });

        assertThat(sinks).hasSize(2).allMatch(KeptSink::isClosed);
        assertThat(api.podLists()).hasSize(1);
    }

    @Test
    void aSinkThatHasKeptNothingLeavesAllToTheNextOne() throws Exception {
        api.pods(list("10", pod("a", 1)));
        var sinks = ingest(IMPATIENT.withHeartbeat(Duration.ofMinutes(5)), () -> {
            var first = api.podWatch();
            sink(0).awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED");
            sink(0).breaks();
            first.sends("MODIFIED", pod("a", 11));
            assertThat(api.podWatch().from()).isEqualTo("10");
            sink(1).awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED");
            return true;
        });

        assertThat(sinks).hasSize(2).allMatch(KeptSink::isClosed);
    }

    private final List<KeptSink> sinks = new CopyOnWriteArrayList<>();

    private KeptSink sink(int number) {
        await().until(() -> sinks.size() > number);
        return sinks.get(number);
    }

    /** Runs an ingestor meanwhile, which makes itself as many sinks as it needs. */
    private List<KeptSink> ingest(WatchSettings settings, Callable<?> meanwhile) throws Exception {
        var patience = new WatchSettings(
                settings.pageSize(),
                settings.watchFor(),
                settings.quiet(),
                settings.firstRetry(),
                settings.maxRetry(),
                settings.heartbeat(),
                Duration.ofSeconds(1));
        var ingestor = new ClusterIngestor(
                connection,
                () -> {
                    sinks.add(new KeptSink());
                    return sinks.get(sinks.size() - 1);
                },
                options(patience, problems));
        var runner = new Thread(() -> {
            try {
                ingestor.run();
            } catch (InterruptedException | ExecutionException e) {
                problems.clear();
            }
        });
        runner.start();
        meanwhile.call();
        runner.interrupt();
        runner.join();
        return sinks;
    }

    private ClusterWatch start(WatchSettings settings) {
        var watch = new ClusterWatch(connection, sink, options(settings, problems), new WatchMemory(), status);
        watch.start();
        return watch;
    }
}
