package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.FakeApi.list;
import static io.podtide.ingest.watch.FakeApi.page;
import static io.podtide.ingest.watch.FakeApi.refusal;
import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.item;
import static io.podtide.ingest.watch.WatchFixture.node;
import static io.podtide.ingest.watch.WatchFixture.nodeItem;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.Recorded;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterWatchNodesTest {

    private static final String EXPIRED = "{\"kind\":\"Status\",\"code\":410}";

    private final KeptSink sink = new KeptSink();
    private final List<ClusterException> problems = WatchFixture.problems();
    private final List<Recorded> tapped = new CopyOnWriteArrayList<>();
    private FakeApi api;
    private KubeConnection connection;
    private ClusterWatch watch;

    @BeforeEach
    void startServer() throws IOException {
        api = new FakeApi().pods(list("10"));
        connection = api.connection();
        watch = new ClusterWatch(
                connection,
                sink,
                new ClusterWatch.Options(
                        IMPATIENT, RoutingLabels.DEFAULT, Clock.systemUTC(), tapped::add, problems::add));
    }

    @AfterEach
    void stopAll() {
        watch.close();
        connection.close();
        api.close();
    }

    @Test
    void nodesAreListedInPagesAndWatchedFromThere() throws Exception {
        api.nodes(page("10", "next", nodeItem("a", 1), nodeItem("b", 2)), page("10", "", nodeItem("c", 3)));
        watch.start();
        var live = api.nodeWatch();
        assertThat(live.from()).isEqualTo("10");
        live.sends("MODIFIED", node("a", 11, "12:00:00", "", "Unknown"))
                .sends("ADDED", node("d", 12))
                .sends("DELETED", node("b", 13));

        sink.awaitNodes("LISTED a@1", "LISTED b@2", "LISTED c@3", "CHANGED a@11", "CHANGED d@12", "DELETED b@13");
        assertThat(api.nodeLists()).containsExactly("/api/v1/nodes?limit=2", "/api/v1/nodes?limit=2&continue=next");
        assertThat(problems).isEmpty();
        var synced = sink.marks(Mark.NODES_SYNCED).toList();
        assertThat(synced).as("after the list, once").hasSize(1);
        assertThat(synced.get(0).since())
                .isBeforeOrEqualTo(sink.all(NodeStatus.class).get(0).observedAt());
        assertThat(sink.all().indexOf(synced.get(0)))
                .isGreaterThan(sink.all().indexOf(sink.all(NodeStatus.class).get(2)));
    }

    @Test
    void aHeartbeatIsNoNewsButEveryChangeIs() throws Exception {
        var cordoned = "\"unschedulable\":true";
        var tainted = cordoned + ",\"taints\":[{\"key\":\"k\",\"effect\":\"NoExecute\"}]";
        api.nodes(list("10", nodeItem("a", 1)));
        watch.start();
        api.nodeWatch()
                .sends("MODIFIED", node("a", 11, "12:05:00", "", "True"))
                .sends("MODIFIED", node("a", 12, "12:05:00", "", "False"))
                .sends("MODIFIED", node("a", 13, "12:10:00", "", "False"))
                .sends("MODIFIED", node("a", 14, "12:10:00", cordoned, "False"))
                .sends("MODIFIED", node("a", 15, "12:10:00", tainted, "False"))
                .sends("MODIFIED", node("a", 9, "12:00:00", "", "True"))
                .sends("MODIFIED", node("a", 16, "12:15:00", tainted, "False"))
                .sends("MODIFIED", node("a", 17, "12:15:00", "", "True"));

        sink.awaitNodes("LISTED a@1", "CHANGED a@12", "CHANGED a@14", "CHANGED a@15", "CHANGED a@17");
    }

    @Test
    void ofANewListOnlyTheDifferenceIsHandedOnAndWhatIsMissingWasDeleted() throws Exception {
        api.nodes(
                list("10", nodeItem("same", 1), nodeItem("changed", 2), nodeItem("gone", 3), nodeItem("again", 4)),
                list(
                        "30",
                        item(node("same", 21, "12:05:00", "", "True")),
                        item(node("changed", 22, "12:05:00", "", "False")),
                        nodeItem("again", 24).replace("uid-again", "uid-2"),
                        nodeItem("new", 25)));
        watch.start();
        api.nodeWatch()
                .sends("MODIFIED", node("gone", 11, "12:03:00", "", "True"))
                .sends("DELETED", node("again", 12))
                .sends("ERROR", EXPIRED);

        assertThat(api.nodeWatch().from()).isEqualTo("30");
        sink.awaitNodes(
                "LISTED same@1",
                "LISTED changed@2",
                "LISTED gone@3",
                "LISTED again@4",
                "DELETED again@12",
                "LISTED changed@22",
                "LISTED again@24",
                "LISTED new@25",
                "DELETED gone@11");
    }

    @Test
    void aClusterRestoredFromABackupCountsFromBelow() throws Exception {
        api.nodes(list("1000", nodeItem("a", 999)), list("500", nodeItem("a", 400)));
        watch.start();
        api.nodeWatch().sends("ERROR", EXPIRED);
        api.nodeWatch().sends("MODIFIED", node("a", 501, "12:00:00", "", "False"));

        sink.awaitNodes("LISTED a@999", "CHANGED a@501");
    }

    @Test
    void aRecorderIsToldThatAnItemOfAListIsANode() throws Exception {
        api.nodes(list("10", nodeItem("a", 1)));
        watch.start();
        api.nodeWatch().sends("MODIFIED", node("a", 11, "12:05:00", "", "True")).sends("DELETED", node("a", 12));

        await().untilAsserted(() -> assertThat(tapped)
                .extracting(r -> r.type() + " " + r.object().display())
                .containsExactly("ADDED Node a", "DELETED Node a"));
    }

    @Test
    void forbiddenNodesDoNotStopThePodsAndAreToldOnce() throws Exception {
        api.pods().nodes(refusal(403, "nodes is forbidden: User \\\"podtide\\\" cannot list"));
        watch.start();
        api.podWatch().sends("ADDED", pod("a", 11));
        await().until(() -> api.nodeLists().size() > 3);

        sink.awaitAll("GAP_STARTED", "SYNCED", "GAP_ENDED", "CHANGED a@11");
        assertThat(watch.isLive()).isTrue();
        assertThat(watch.end()).isNotDone();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.FORBIDDEN))
                .satisfies(problem -> assertThat(problem)
                        .hasMessage("Cluster prod-1 does not let us list nodes: nodes is forbidden: User \"podtide\""
                                + " cannot list. Grant it that: deploy/rbac has all it takes"));
    }

    @Test
    void nodesThatAreAllowedLaterAreListedThen() throws Exception {
        api.nodes(refusal(403, "nodes is forbidden"), refusal(403, "nodes is forbidden"), list("10", nodeItem("a", 1)));
        watch.start();

        assertThat(api.nodeWatch().from()).isEqualTo("10");
        sink.awaitNodes("LISTED a@1");
        assertThat(problems).hasSize(1);
    }
}
