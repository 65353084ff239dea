package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {

    @TempDir
    Path directory;

    @Test
    void whatIsWrongIsAParagraphAndExitCodeOne() throws Exception {
        var run = podtide("diagnose", snapshot(5));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("RESTART_LOOP  snapshot/shop/Pod/cart  APPLICATION_ERROR"),
                        line -> assertThat(line).startsWith("  Pod shop/cart restarts again and again"),
                        line -> assertThat(line).isEqualTo("  with an error code (exitCode 1)"),
                        line -> assertThat(line).isEqualTo("  since 2026-11-21T10:00:00Z: cart"),
                        line -> assertThat(line).startsWith("  2026-11-21T10:02:00Z  container app: Error"),
                        line -> assertThat(line).startsWith("    "),
                        line -> assertThat(line).startsWith("    kubectl -n shop logs cart"),
                        line -> assertThat(line).isEmpty());
        assertThat(run.err()).isEqualTo("Looked at 1 Pod and 0 Events as of 2026-11-21T10:02:00Z: 1 incident\n");
    }

    @Test
    void formatsAreThoseOfEveryCommand() throws Exception {
        assertThat(podtide("diagnose", snapshot(5), "-o", "table").out()).isEqualTo("""
                        CLUSTER    NAMESPACE   WORKLOAD   KIND           CAUSE               STATE   PODS   DURATION   AGE
                        snapshot   shop        Pod/cart   RESTART_LOOP   APPLICATION_ERROR   OPEN    1      2m         2m
                        """);
        assertThat(podtide("diagnose", snapshot(5), "-o", "jsonl", "--cluster", "eu-1")
                        .out())
                .contains("\"cluster\":\"eu-1\"")
                .hasLineCount(1);
    }

    @Test
    void aHealthyClusterIsSaidToBeHealthy() throws Exception {
        assertThat(podtide("diagnose", snapshot(0)))
                .isEqualTo(new CommandRun(
                        0, "", "Looked at 1 Pod and 0 Events as of 2026-11-21T10:00:00Z: nothing is wrong\n"));
    }

    @Test
    void podsThatMayNeedMoreTimeAreNamedButNoIncident() throws Exception {
        var file = Files.writeString(directory.resolve("pod.yaml"), """
                kind: Pod
                metadata: {name: web, namespace: shop, creationTimestamp: 2026-11-21T10:00:00Z}
                spec: {nodeName: node-a}
                status:
                  phase: Pending
                  containerStatuses: [{name: app, state: {waiting: {reason: ContainerCreating}}}]
                """);
        assertThat(podtide("diagnose", file.toString(), "--at", "2026-11-21T10:00:20Z"))
                .isEqualTo(new CommandRun(0, "", """
                        Not running or not ready yet, with no error to see: shop/web (ContainerCreating for 20s)
                        Looked at 1 Pod and 0 Events as of 2026-11-21T10:00:20Z: nothing is wrong
                        """));
    }

    @Test
    void anotherNamespaceIsNoneOfOurBusiness() throws Exception {
        assertThat(podtide("diagnose", snapshot(5), "-n", "bank"))
                .matches(run -> run.exitCode() == 0 && run.out().isEmpty());
    }

    @Test
    void whatCannotBeReadIsAFailure() throws Exception {
        assertThat(podtide("diagnose", "nowhere.json"))
                .isEqualTo(new CommandRun(3, "", "nowhere.json: does not exist\nFound no Pods and no Events\n"));
    }

    @Test
    void aSnapshotWasTakenWhenItsFileWasWrittenUnlessThatIsACopy() {
        var newest = Instant.parse("2026-11-21T10:00:00Z");
        assertThat(SnapshotTime.of(newest, newest.plusSeconds(600))).isEqualTo(newest.plusSeconds(600));
        assertThat(SnapshotTime.of(newest, newest.plusSeconds(90_000))).isEqualTo(newest);
        assertThat(SnapshotTime.of(newest, newest.minusSeconds(600))).isEqualTo(newest);
        assertThat(SnapshotTime.written(List.of(Path.of("-")), newest)).isEqualTo(newest);
    }

    /** Of one pod, after this many restarts; written long after. */
    private String snapshot(int restarts) throws IOException {
        var file = Files.writeString(
                directory.resolve("pods.json"),
                "{\"kind\":\"List\",\"items\":[" + RecordingFile.podJson("shop", restarts * 24, restarts) + "]}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2027-06-01T00:00:00Z")));
        return file.toString();
    }
}
