package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.FakeApi.list;
import static io.podtide.ingest.watch.FakeApi.ok;
import static io.podtide.ingest.watch.FakeApi.page;
import static io.podtide.ingest.watch.FakeApi.refusal;
import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.bookmark;
import static io.podtide.ingest.watch.WatchFixture.event;
import static io.podtide.ingest.watch.WatchFixture.options;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INSTANT;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterWatchTest {

    private final KeptSink sink = new KeptSink();
    private final List<ClusterException> problems = WatchFixture.problems();
    private FakeApi api;
    private KubeConnection connection;
    private ClusterWatch watch;

    @BeforeEach
    void startServer() throws IOException {
        api = new FakeApi();
        connection = api.connection();
        watch = new ClusterWatch(connection, sink, options(IMPATIENT, problems));
    }

    @AfterEach
    void stopAll() {
        watch.close();
        connection.close();
        api.close();
    }

    @Test
    void theFirstListComesInPagesAndIsHistory() throws Exception {
        api.pods(page("10", "t&o/k=", pod("a", 1), pod("b", 2)), page("10", "", pod("c", 3)));
        watch.start();

        assertThat(api.podWatch().from()).isEqualTo("10");
        sink.awaitAll("GAP_STARTED", "LISTED a@1", "LISTED b@2", "LISTED c@3", "SYNCED", "GAP_ENDED");
        assertThat(api.podLists()).containsExactly("/api/v1/pods?limit=2", "/api/v1/pods?limit=2&continue=t&o/k=");
        assertThat(sink.all(PodStatus.class).get(0).workload().clusterUid()).isEqualTo("cluster-uid");
    }

    @Test
    void whatChangesAfterTheListIsNews() throws Exception {
        api.pods(list("10", pod("a", 1)));
        watch.start();
        api.podWatch()
                .sends("MODIFIED", pod("a", 11))
                .sends("ADDED", pod("b", 12))
                .sends("DELETED", pod("a", 13));

        sink.awaitAll(
                "GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED", "CHANGED a@11", "CHANGED b@12", "DELETED a@13");
        assertThat(problems).isEmpty();
    }

    @Test
    void eachStateIsHandedOnOnceAndNoOlderOneAfterIt() throws Exception {
        api.pods(list("10", pod("a", 5)));
        watch.start();
        api.podWatch()
                .sends("ADDED", pod("a", 5))
                .sends("MODIFIED", pod("a", 12))
                .sends("MODIFIED", pod("a", 12))
                .sends("MODIFIED", pod("a", 11))
                .sends("MODIFIED", pod("b", 13));

        sink.awaitAll("GAP_STARTED", "LISTED a@5", "SYNCED", "GAP_ENDED", "CHANGED a@12", "CHANGED b@13");
    }

    @Test
    void aWatchThatEndsIsResumedWhereItWas() throws Exception {
        api.pods(list("10"));
        watch.start();
        api.podWatch().sends("ADDED", pod("a", 11)).ends();
        var second = api.podWatch();
        assertThat(second.from()).isEqualTo("11");
        second.sends("BOOKMARK", bookmark(20)).ends();
        var third = api.podWatch();
        assertThat(third.from()).isEqualTo("20");
        third.sends("MODIFIED", pod("a", 21));

        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "CHANGED a@11", "CHANGED a@21");
        assertThat(api.podLists()).hasSize(1);
    }

    @Test
    void aBrokenConnectionIsResumedWhereItWas() throws Exception {
        api.brittle().pods(list("10"));
        watch.start();
        var first = api.podWatch().sends("ADDED", pod("a", 11));
        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "CHANGED a@11"); // a reset may take unread lines with it
        first.sends("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Po").ends();
        var second = api.podWatch();
        assertThat(second.from()).isEqualTo("11");
        second.sends("MODIFIED", pod("a", 12));

        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "CHANGED a@11", "CHANGED a@12");
        assertThat(problems).extracting(ClusterException::kind).containsExactly(Kind.UNREACHABLE);
        assertThat(api.podLists()).hasSize(1);
    }

    @Test
    void aVersionTooOldMeansANewListOfWhichOnlyTheDifferenceIsHandedOn() throws Exception {
        api.pods(
                list("10", pod("same", 1), pod("changed", 2), pod("gone", 3), pod("again", "uid-1", 4)),
                list("30", pod("same", 1), pod("changed", 22), pod("again", "uid-2", 24), pod("new", 25)));
        watch.start();
        api.podWatch()
                .sends("ERROR", "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":410,\"message\":\"too old\"}");

        assertThat(api.podWatch().from()).isEqualTo("30");
        await().untilAsserted(() -> assertThat(sink.all(PodStatus.class))
                .extracting(p -> p.delivery() + " " + p.name() + ' ' + p.resourceVersion() + ' ' + p.uid())
                .containsExactlyInAnyOrder(
                        "LISTED same 1 uid-same",
                        "LISTED changed 2 uid-changed",
                        "LISTED gone 3 uid-gone",
                        "LISTED again 4 uid-1",
                        "LISTED changed 22 uid-changed",
                        "LISTED again 24 uid-2",
                        "LISTED new 25 uid-new",
                        "DELETED gone 3 uid-gone",
                        "DELETED again 4 uid-1"));
        assertThat(sink.marks(Mark.SYNCED)).hasSize(1);
        await().untilAsserted(() -> assertThat(sink.marks(Mark.GAP_ENDED))
                .as("what came and went before the list is not told")
                .hasSize(2));
        assertThat(problems).isEmpty();
    }

    @Test
    void aListThatExpiresBetweenItsPagesBeginsAgain() throws Exception {
        api.pods(
                page("10", "token", pod("a", 1)),
                refusal(410, "the provided continue parameter is too old"),
                list("20", pod("a", 1), pod("b", 2)));
        watch.start();

        assertThat(api.podWatch().from()).isEqualTo("20");
        sink.awaitAll("GAP_STARTED", "LISTED a@1", "LISTED b@2", "SYNCED", "GAP_ENDED");
        // else whoever sweeps by it would declare the pods of the first page gone
        assertThat(sink.marks(Mark.SYNCED).map(ClusterClock::since))
                .singleElement(as(INSTANT))
                .isBeforeOrEqualTo(sink.all(PodStatus.class).get(0).observedAt());
    }

    @Test
    void aClusterRestoredFromABackupCountsFromBelow() throws Exception {
        api.pods(list("1000", pod("a", 999)), list("500", pod("a", 400)));
        watch.start();
        var failure = "{\"kind\":\"Status\",\"code\":504,\"message\":\"Too large resource version\"}";
        api.podWatch().sends("ERROR", failure);
        api.podWatch().sends("ERROR", failure);
        api.podWatch().sends("MODIFIED", pod("a", 501));

        sink.awaitAll(
                "GAP_STARTED",
                "LISTED a@999",
                "SYNCED",
                "GAP_ENDED",
                "GAP_STARTED",
                "LISTED a@400",
                "GAP_ENDED",
                "CHANGED a@501");
    }

    @Test
    void anAnswerThatIsNoListDeletesNothing() throws Exception {
        api.pods(
                list("10", pod("a", 1)),
                ok("{\"kind\":\"Status\",\"status\":\"Success\"}"),
                ok("<html>login</html>"),
                list("20", pod("a", 1)));
        watch.start();
        api.podWatch().sends("ERROR", "{\"kind\":\"Status\",\"code\":410}");

        assertThat(api.podWatch().from()).isEqualTo("20");
        sink.awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED", "GAP_STARTED", "GAP_ENDED");
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItAsks() throws Exception {
        var busy = new FakeApi.Answer(429, "{\"message\":\"too many requests\"}", "1");
        api.pods(busy, list("10"));
        var begun = System.nanoTime();
        watch.start();

        assertThat(api.podWatch().from()).isEqualTo("10");
        assertThat(System.nanoTime() - begun).isGreaterThan(1_000_000_000L);
        assertThat(problems).extracting(ClusterException::kind).containsExactly(Kind.THROTTLED);
    }

    @Test
    void forbiddenEventsDoNotStopThePods() throws Exception {
        api.pods(list("10", pod("a", 1))).events(refusal(403, "events is forbidden: User \\\"podtide\\\" cannot list"));
        watch.start();
        api.podWatch().sends("MODIFIED", pod("a", 11));

        sink.awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED", "CHANGED a@11");
        await().untilAsserted(
                        () -> assertThat(problems)
                                .singleElement()
                                .hasToString(
                                        "io.podtide.ingest.watch.ClusterException: Cluster prod-1 does not let us list events: events is"
                                                + " forbidden: User \"podtide\" cannot list. Grant it that: deploy/rbac has all it takes"));
    }

    @Test
    void eventsAreHandedOnOnceAndTheirDeletionIsNoNews() throws Exception {
        api.pods(list("10"))
                .events(list("10", event("e1", 7), event("e2", 5)), list("30", event("e1", 7), event("e4", 25)));
        watch.start();
        api.eventWatch()
                .sends("ADDED", event("e3", 11))
                .sends("DELETED", event("e2", 12))
                .sends("ERROR", "{\"kind\":\"Status\",\"code\":410}");

        assertThat(api.eventWatch().from()).isEqualTo("30");
        await().untilAsserted(() ->
                assertThat(sink.all(KubeEvent.class)).extracting(e -> e.uid()).containsExactly("e1", "e2", "e3", "e4"));
    }

    @Test
    void nothingLeavesButWhatTheContractNames() throws Exception {
        var leaky = """
                {"kind":"Pod","metadata":{"name":"a","uid":"u","resourceVersion":"1",
                 "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hunter2"},
                 "labels":{"app":"a","api-key-of":"hunter2"},"managedFields":[{"manager":"hunter2"}]},
                 "spec":{"containers":[{"name":"app","image":"app:1","command":["hunter2"],"args":["--password=hunter2"],
                  "env":[{"name":"DB_PASSWORD","value":"hunter2"}],"livenessProbe":{"exec":{"command":["hunter2"]}}}],
                  "volumes":[{"name":"v","csi":{"volumeAttributes":{"key":"hunter2"}}}]},
                 "status":{"message":"login with password=hunter2 failed",
                  "conditions":[{"type":"Ready","status":"False","message":"token: \\"hunter2\\" secret=hunter2"}],
                  "containerStatuses":[{"name":"app","state":{"waiting":{"reason":"CrashLoopBackOff","message":"https://me:hunter2@x"}},
                   "lastState":{"terminated":{"exitCode":1,"message":"{\\"apiKey\\":\\"hunter2\\"}"}}}]}}
                """.replace("token: \\\"hunter2\\\"", "Authorization: Bearer hunter2hunter2")
                .replace("\n", "");
        api.pods(list("10", leaky)).events(list("10"));
        watch.start();
        api.eventWatch()
                .sends("ADDED", event("e", 11).replace("\"involved", "\"message\":\"token=hunter2\",\"involved"));

        await().until(() -> sink.all().stream().anyMatch(o -> o instanceof KubeEvent));
        assertThat(sink.all(PodStatus.class)).hasSize(1);
        assertThat(sink.all().toString()).contains("***").doesNotContain("hunter2");
    }
}
