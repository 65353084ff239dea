package io.podtide.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.lease.LeaderElection;
import io.podtide.ingest.lease.LeaseSettings;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The ingestor against an API server that permits what {@code deploy/rbac/ingest.yaml} says, and nothing else. */
class RbacTest {

    private static final Path MANIFEST = Path.of("..", "deploy", "rbac", "ingest.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void theManifestIsEnough() throws Exception {
        try (var kube = cluster(Rbac.of(MANIFEST))) {
            try (var run = new Run(kube, directory)) {
                await().atMost(PATIENCE)
                        .until(() -> run.sink.seen(ClusterClock.class).stream()
                                .anyMatch(clock -> clock.mark() == Mark.GAP_ENDED));
                kube.put("pods", pod("late"));
                await().atMost(PATIENCE)
                        .until(() -> run.sink.seen(PodStatus.class).stream()
                                .anyMatch(pod -> pod.name().equals("late") && pod.delivery() == Delivery.CHANGED));
                await().atMost(PATIENCE)
                        .until(() -> run.sink.seen(NodeStatus.class).size() == 1
                                && run.sink.seen(KubeEvent.class).size() == 1);
                var held = kube.get("leases", "podtide/podtide-ingest").at("/spec/renewTime");
                await().atMost(PATIENCE)
                        .until(() -> !kube.get("leases", "podtide/podtide-ingest")
                                .at("/spec/renewTime")
                                .equals(held));

                assertThat(run.sink.seen(PodStatus.class))
                        .allSatisfy(
                                pod -> assertThat(pod.workload().clusterUid()).isEqualTo("cluster-uid"));
                assertThat(run.problems).isEmpty();
            }
            assertThat(kube.get("leases", "podtide/podtide-ingest")
                            .at("/spec/holderIdentity")
                            .asText())
                    .isEmpty();
            assertThat(kube.refusals()).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingInItIsSuperfluous() throws IOException {
        var rbac = Rbac.of(MANIFEST);
        assertThat(rbac.rules()).hasSize(10).allMatch(rule -> rule.user().equals(FakeKube.USER));
        return rbac.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        "without " + rule.verb() + ' ' + rule.resource(), () -> isMissed(rbac, rule)));
    }

    private void isMissed(Rbac rbac, Rbac.Rule rule) throws Exception {
        try (var kube = cluster(rbac.without(rule));
                var run = new Run(kube, directory)) {
            var refusal = "cannot %s resource \"%s\" in API group \"%s\""
                    .formatted(rule.verb(), rule.resource(), rule.group());
            await().atMost(PATIENCE).until(() -> kube.refusals().stream().anyMatch(said -> said.contains(refusal)));
            if (rule.resource().equals("namespaces")) { // all works, but the cluster is not known for what it is
                await().atMost(PATIENCE)
                        .until(() -> !run.sink.seen(PodStatus.class).isEmpty());
                assertThat(run.sink.seen(PodStatus.class))
                        .allSatisfy(
                                pod -> assertThat(pod.workload().clusterUid()).isEmpty());
            } else {
                await().atMost(PATIENCE).until(() -> run.problems.stream().anyMatch(said -> said.contains(refusal)));
                assertThat(run.problems)
                        .filteredOn(said -> said.contains(refusal))
                        .first()
                        .asString()
                        .startsWith("Cluster prod-eu-1 does not let us " + rule.verb())
                        .endsWith(". Grant it that: deploy/rbac has all it takes");
            }
        }
    }

    private static FakeKube cluster(Rbac rbac) throws IOException {
        var kube = new FakeKube(rbac);
        kube.put("pods", pod("early"));
        kube.put("nodes", """
                {"kind":"Node","metadata":{"name":"node-1","uid":"n1"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        kube.put("events", """
                {"kind":"Event","metadata":{"name":"e1","namespace":"shop","uid":"e1"},"reason":"BackOff",\
                "involvedObject":{"kind":"Pod","namespace":"shop","name":"early","uid":"u-early"}}""");
        return kube;
    }

    private static String pod(String name) {
        return """
                {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"u-%s"},"spec":{},"status":{"phase":"Pending"}}""".formatted(name, name);
    }

    /** As {@code podtide ingest --lease} does, until it is closed. */
    private static final class Run implements AutoCloseable {

        final SeenSink sink = new SeenSink();
        final List<String> problems = new CopyOnWriteArrayList<>();
        private final KubeConnection connection;
        private final Thread thread;

        Run(FakeKube kube, Path directory) throws IOException {
            var kubeconfig = kube.kubeconfig(directory.resolve("kubeconfig"));
            connection = KubeConnection.open(new ClusterAccess(kubeconfig, null, null));
            var settings = new LeaseSettings(
                    "podtide",
                    LeaseSettings.NAME,
                    "test",
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(200));
            var election = new LeaderElection(connection, settings, Clock.systemUTC(), this::note);
            thread = new Thread(() -> work(election));
            thread.start();
        }

        private void note(String text) {
            if (text.contains("does not let us")) {
                problems.add(text);
            }
        }

        private void work(LeaderElection election) {
            var defaults = ClusterWatch.Options.DEFAULT;
            var options = new ClusterWatch.Options(
                    defaults.settings(),
                    defaults.labels(),
                    defaults.clock(),
                    defaults.tap(),
                    problem -> problems.add(problem.getMessage()));
            try {
                election.run(
                        leadership -> new ClusterIngestor(connection, () -> leadership.guard(sink), options).run());
            } catch (InterruptedException e) {
                // asked to stop
            } catch (ExecutionException e) {
                problems.add(e.toString());
            }
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            connection.close();
        }
    }
}
