package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.NodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real API server, which it only reads: any cluster will do. */
@Tag("cluster")
class RealClusterTest {

    private static final String KUBECONFIG = "PODTIDE_TEST_KUBECONFIG";

    @Test
    void aRealClusterIsListedAndWatched() throws InterruptedException {
        var kubeconfig = System.getenv(KUBECONFIG);
        assumeTrue(kubeconfig != null, KUBECONFIG + " names no kubeconfig: no real API server to test with");
        var sink = new KeptSink();
        var problems = WatchFixture.problems();
        try (var connection = KubeConnection.open(new ClusterAccess(Path.of(kubeconfig), null, null));
                var watch = new ClusterWatch(connection, sink, options(IMPATIENT, problems))) {
            connection.identify();
            watch.start();

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> sink.marks(Mark.HEARTBEAT).count() > 2);
            await().until(() -> !sink.all(NodeStatus.class).isEmpty());
            assertThat(sink.marks(Mark.SYNCED)).hasSize(1);
            assertThat(problems).isEmpty();
        }
    }
}
