package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseOptionsTest {

    @TempDir
    private Path directory;

    @Test
    void aLeaseNeedsANamespaceWhereWeRunInNone() throws IOException {
        var kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: prod
                contexts: [{name: prod, context: {cluster: prod, user: podtide}}]
                clusters: [{name: prod, cluster: {server: "https://localhost:1"}}]
                users: [{name: podtide, user: {token: t}}]
                """);
        var run = podtide(
                "ingest", "--bootstrap-servers", "localhost:1", "--kubeconfig", kubeconfig.toString(), "--lease");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.err())
                .isEqualTo("podtide ingest: --lease needs to know where the Lease is: add --lease-namespace NAMESPACE;"
                        + " see 'podtide ingest --help'" + System.lineSeparator());
    }
}
