package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ingest} refuses before it connects to anything. */
class FleetOptionsTest {

    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void writeKubeconfigs() throws IOException {
        first = write("first", "prod");
        second = write("second", "prod");
    }

    @Test
    void twoClustersOfOneName() {
        assertThat(ingest("--kubeconfig", first.toString(), "--kubeconfig", second.toString()))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide ingest: Two clusters have the name prod: context first-a of " + first
                                + ", and context second-a of " + second
                                + ". The second is not watched: give it another name, or let --name-by context or file"
                                + " name them\n"));
    }

    @Test
    void aContextThatIsNotThere() {
        assertThat(ingest("--kubeconfig", first.toString(), "--context", "staging-*"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide ingest: There is not a context staging-* in " + first
                                + ". Those it has: first-a, first-b\n"));
    }

    @Test
    void oneNameForMany() {
        assertThat(ingest("--kubeconfig", first.toString(), "--all-contexts", "--cluster-name", "x"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("--cluster-name (or PODTIDE_CLUSTER_NAME) names one cluster");
                });
    }

    @Test
    void aDirectoryThatIsNotThere() {
        var missing = folder.resolve("missing");

        assertThat(ingest("--kubeconfig-dir", missing.toString()))
                .isEqualTo(new CommandRun(2, "", "podtide ingest: There is no directory " + missing + '\n'));
    }

    @Test
    void noPod() {
        assertThat(ingest("--in-cluster", "--cluster-name", "x"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide ingest: --in-cluster: this is no pod with a service account (no"
                                + " KUBERNETES_SERVICE_HOST, or no token is mounted)\n"));
    }

    private static CommandRun ingest(String... options) {
        var all = new ArrayList<>(List.of("ingest", "--bootstrap-servers", "127.0.0.1:1"));
        all.addAll(List.of(options));
        return podtide(all.toArray(new String[0]));
    }

    /** Two contexts, a and b, of which a is the current one. */
    private Path write(String file, String cluster) throws IOException {
        return Files.writeString(folder.resolve(file), """
                apiVersion: v1
                kind: Config
                current-context: %1$s-a
                clusters:
                - {name: %2$s, cluster: {server: "https://localhost:1"}}
                - {name: %1$s-other, cluster: {server: "https://localhost:2"}}
                contexts:
                - {name: %1$s-a, context: {cluster: %2$s, user: me}}
                - {name: %1$s-b, context: {cluster: %1$s-other, user: me}}
                users:
                - {name: me, user: {token: t}}
                """.formatted(file, cluster));
    }
}
