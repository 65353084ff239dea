package io.podtide.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /health} says of a cluster that another process may lead. */
class ClusterViewTest {

    private final WatchStatus status = new WatchStatus(InstantSource.fixed(Instant.EPOCH));

    @TempDir
    private Path folder;

    @Test
    void aLeaseThatWeMayNotReadIsTheProblemUntilItIsKnownWhoLeads() throws Exception {
        var access = new ClusterAccess(folder.resolve("prod"), null, null);
        var view = new ClusterView(new Member("prod", access, "", "here"), status, new SinkCounts());
        assertThat(view.report()).containsEntry("problem", null).containsEntry("problemKind", null);

        status.leaseFailed(refusal(access));
        assertThat(status.isSettled())
                .as("ready: it is known why it is not seen")
                .isTrue();
        assertThat(view.report())
                .containsEntry(
                        "problem",
                        "Cluster prod does not let us get lease podtide/podtide-ingest: not now."
                                + " Grant it that: deploy/rbac has all it takes")
                .containsEntry("problemKind", "FORBIDDEN")
                .containsEntry("state", "STARTING");

        status.standsBy();
        assertThat(view.report())
                .containsEntry("state", "STANDBY")
                .containsEntry("problem", null)
                .containsEntry("problemKind", null);
        assertThat(status.isSettled()).isTrue();
        status.leaseFailed(refusal(access));
        assertThat(view.report()).as("nobody knows who leads").containsEntry("state", "STARTING");
    }

    private ClusterException refusal(ClusterAccess access) throws Exception {
        try (var cluster = new FakeCluster(0).refuses("/leases", 403, "")) {
            Files.writeString(folder.resolve("prod"), Kubeconfigs.withToken("prod", cluster.url(), "t"));
            try (var connection = KubeConnection.open(access)) {
                return catchThrowableOfType(
                        ClusterException.class,
                        () -> connection
                                .requests()
                                .exchange(
                                        "GET",
                                        "leases",
                                        "",
                                        "get lease podtide/podtide-ingest",
                                        Duration.ofSeconds(30)));
            }
        }
    }
}
