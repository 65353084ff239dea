package io.podtide.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.watch.ClusterException.Kind;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.ResourceStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(300)
@Tag("slow")
class FleetTest {

    private static final FleetSettings QUICK = new FleetSettings(
            Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(200));
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Kept kept = new Kept();
    private final SharedSink sink = new SharedSink(kept::open);
    private Fleet fleet;
    private Thread runner;

    @AfterEach
    void stop() throws InterruptedException {
        runner.interrupt();
        runner.join();
        fleet.close();
        sink.close();
    }

    private void start() {
        var source = new KubeconfigDirectory(folder, ContextSelection.CURRENT, Naming.CLUSTER);
        fleet = new Fleet(source, ClusterRun.ingest(ClusterWatch.Options.DEFAULT), sink, QUICK, notes::add);
        runner = new Thread(() -> {
            try {
                fleet.run();
            } catch (InterruptedException e) {
                notes.add("stopped");
            }
        });
        runner.start();
    }

    @Test
    void oneBrokenClusterDelaysNoOther() throws Exception {
        try (var well = new FakeCluster(3);
                var expired = new FakeCluster(3).accepts("another");
                var forbidding = new FakeCluster(3).refuses("/events", 403, "");
                var shut = new FakeCluster(3).refuses("/pods", 403, "");
                var tls = TlsServer.start();
                var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            write("a-expired", expired.url());
            write("b-forbidding", forbidding.url());
            write("c-silent", "http://localhost:" + silent.getLocalPort());
            write("d-no-dns", "https://podtide.invalid:6443");
            write("e-untrusted", tls.url());
            write("f-shut", shut.url());
            write("g-nobody", "http://localhost:" + unusedPort());
            Files.writeString(folder.resolve("h-broken"), "clusters: [");
            write("z-well", well.url());
            start();

            awaitLive("z-well");
            awaitLive("b-forbidding");
            awaitProblem("a-expired", Kind.UNAUTHORIZED, "does not accept our credentials");
            awaitProblem("d-no-dns", Kind.UNREACHABLE, "its name is not known here");
            awaitProblem("e-untrusted", Kind.UNREACHABLE, "no TLS connection");
            awaitProblem("f-shut", Kind.FORBIDDEN, "does not let us list pods");
            awaitProblem("g-nobody", Kind.UNREACHABLE, "Is it running");
            awaitProblem("c-silent", Kind.UNREACHABLE, "no answer in time");
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(resource("b-forbidding", "events").problem())
                                    .returns(Kind.FORBIDDEN, ResourceStatus.Problem::kind));

            assertThat(resource("b-forbidding", "pods").state()).isEqualTo(ResourceStatus.State.LIVE);
            assertThat(podsOf("z-well")).containsExactly("web-0", "web-1", "web-2");
            assertThat(fleet.problems())
                    .containsExactly("The kubeconfig " + folder.resolve("h-broken") + " is none: it cannot be parsed");
            for (var broken : List.of("a-expired", "c-silent", "d-no-dns", "e-untrusted", "f-shut", "g-nobody")) {
                assertThat(marks(broken)).as(broken).containsExactly(Mark.GAP_STARTED);
            }
            assertThat(marks("z-well")).startsWith(Mark.GAP_STARTED, Mark.SYNCED, Mark.GAP_ENDED);
        }
    }

    @Test
    void clustersComeAndGoWithTheirFiles() throws Exception {
        try (var first = new FakeCluster(1);
                var second = new FakeCluster(2)) {
            write("one", first.url());
            start();
            awaitLive("one");

            write("two", second.url());
            awaitLive("two");
            assertThat(podsOf("two")).containsExactly("web-0", "web-1");

            Files.delete(folder.resolve("two"));
            await().atMost(LONG).untilAsserted(() -> assertThat(names()).containsExactly("one"));
            assertThat(threadsOf("two")).isEmpty();
            assertThat(first.requests())
                    .filteredOn(r -> r.contains("/pods?limit"))
                    .hasSize(1);
        }
    }

    @Test
    void aServerThatMovesIsConnectedToAgain() throws Exception {
        try (var first = new FakeCluster(1);
                var second = new FakeCluster(1)) {
            write("one", first.url());
            start();
            awaitLive("one");

            write("one", second.url());

            await().atMost(LONG).until(() -> second.openWatches() == 3);
            awaitLive("one");
        }
    }

    @Test
    void aNewTokenNeedsNoNewWatch() throws Exception {
        try (var api = new FakeCluster(1).accepts("old")) {
            Files.writeString(folder.resolve("one"), Kubeconfigs.withToken("one", api.url(), "old"));
            start();
            awaitLive("one");
            await().atMost(LONG).until(() -> api.openWatches() == 3);

            api.accepts("new");
            Files.writeString(folder.resolve("one"), Kubeconfigs.withToken("one", api.url(), "new"));
            api.endWatches();

            await().atMost(LONG).until(() -> api.openWatches() == 3);
            awaitLive("one");
            assertThat(api.requests())
                    .filteredOn(r -> r.contains("/pods?limit"))
                    .hasSize(1);
        }
    }

    @Test
    void aMountedSecretChangesByItsLink() throws Exception {
        try (var first = new FakeCluster(1);
                var second = new FakeCluster(1)) {
            version("..2026_1", "one", first.url());
            Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_1"));
            Files.createSymbolicLink(folder.resolve("one"), Path.of("..data", "one"));
            start();
            awaitLive("one");

            version("..2026_2", "one", second.url());
            var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_2"));
            Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            await().atMost(LONG).until(() -> second.openWatches() == 3);
            assertThat(names()).containsExactly("one");
            assertThat(fleet.problems()).isEmpty();
        }
    }

    @Test
    void aFileThatBreaksIsSaidOnceAndItsClusterGoesOn() throws Exception {
        try (var api = new FakeCluster(1)) {
            write("one", api.url());
            start();
            awaitLive("one");

            Files.writeString(folder.resolve("one"), "clusters: [");
            await().atMost(LONG).until(() -> !notes.isEmpty());
            var looks = fleet.sinceLook();
            await().atMost(LONG).until(() -> fleet.sinceLook().compareTo(looks) != 0);

            assertThat(names()).containsExactly("one");
            assertThat(state("one").status().isLive()).isTrue();
            assertThat(notes)
                    .containsExactly("The kubeconfig " + folder.resolve("one") + " is none: it cannot be parsed");
        }
    }

    @Test
    void ofTwoOfOneNameTheOneThatRunsGoesOn() throws Exception {
        try (var first = new FakeCluster(1);
                var second = new FakeCluster(1)) {
            write("m", first.url());
            start();
            awaitLive("m");

            Files.writeString(folder.resolve("a"), Kubeconfigs.withToken("m", second.url(), "t"));
            await().atMost(LONG).until(() -> !notes.isEmpty());

            assertThat(notes)
                    .containsExactly("Two clusters have the name m: context m of " + folder.resolve("m")
                            + ", and context m of " + folder.resolve("a")
                            + ". The second is not watched: give it another name, or let --name-by context or file"
                            + " name them");
            assertThat(names()).containsExactly("m");
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void afterALossEveryClusterIsListedAgain() throws Exception {
        try (var first = new FakeCluster(1);
                var second = new FakeCluster(1)) {
            write("one", first.url());
            write("two", second.url());
            start();
            awaitLive("one");
            awaitLive("two");

            kept.loses();
            await().atMost(LONG).until(() -> lists(first) == 2 && lists(second) == 2);

            awaitLive("one");
            awaitLive("two");
            assertThat(marks("one")).filteredOn(mark -> mark == Mark.SYNCED).hasSize(2);
            assertThat(state("one").status().sinkFailures()).isEqualTo(1);
            assertThat(kept.opened()).isEqualTo(2);
            assertThat(kept.stillOpen()).isEqualTo(1);
        }
    }

    private static long lists(FakeCluster cluster) {
        return cluster.requests().stream()
                .filter(r -> r.contains("/pods?limit"))
                .count();
    }

    private void version(String directory, String name, String server) throws IOException {
        var made = Files.createDirectory(folder.resolve(directory));
        Files.writeString(made.resolve(name), Kubeconfigs.withToken(name, server, "t"));
    }

    private void write(String name, String server) throws IOException {
        Files.writeString(folder.resolve(name), Kubeconfigs.withToken(name, server, "t"));
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitLive(String name) {
        await().atMost(LONG)
                .until(() -> find(name).map(c -> c.status().isLive()).orElse(false));
    }

    private void awaitProblem(String name, Kind kind, String words) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(resource(name, "pods").problem())
                        .satisfies(problem -> {
                            assertThat(problem).isNotNull();
                            assertThat(problem.kind()).isEqualTo(kind);
                            assertThat(problem.message())
                                    .startsWith("Cluster " + name)
                                    .contains(words);
                        }));
        assertThat(state(name).status().notSeenSince()).isNotNull();
    }

    private ResourceStatus resource(String name, String resource) {
        return state(name).status().resources().get(resource);
    }

    private ClusterView state(String name) {
        return find(name).orElseThrow();
    }

    private Optional<ClusterView> find(String name) {
        return fleet.clusters().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private List<String> names() {
        return fleet.clusters().stream().map(ClusterView::name).toList();
    }

    private static List<String> threadsOf(String cluster) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("watch-" + cluster) || name.equals("cluster-" + cluster))
                .toList();
    }

    private List<String> podsOf(String cluster) {
        return kept.all(PodStatus.class).stream()
                .filter(pod -> pod.workload().cluster().equals(cluster))
                .map(PodStatus::name)
                .toList();
    }

    /** Nodes are listed by a thread of their own, at any time. */
    private List<Mark> marks(String cluster) {
        return kept.all(ClusterClock.class).stream()
                .filter(clock -> clock.cluster().equals(cluster))
                .map(ClusterClock::mark)
                .filter(mark -> mark != Mark.NODES_SYNCED)
                .toList();
    }
}
