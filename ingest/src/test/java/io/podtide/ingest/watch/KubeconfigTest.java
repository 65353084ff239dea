package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final String TWO_CONTEXTS = """
            apiVersion: v1
            kind: Config
            current-context: blue
            clusters:
            - {name: prod-blue, cluster: {server: "https://blue.example:6443"}}
            - {name: prod-green, cluster: {server: "https://green.example:6443"}}
            contexts:
            - {name: blue, context: {cluster: prod-blue, user: me}}
            - {name: green, context: {cluster: prod-green, user: me}}
            users:
            - {name: me, user: {token: abc}}
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        file = folder.resolve("config");
        Files.writeString(file, TWO_CONTEXTS);
    }

    @Test
    void theCurrentContextNamesTheCluster() {
        try (var connection = KubeConnection.open(new ClusterAccess(file, null, null))) {
            assertThat(connection.name()).isEqualTo("prod-blue");
        }
    }

    @Test
    void anotherContextAndAnotherName() {
        var config = Kubeconfig.read(new ClusterAccess(file, "green", null));
        assertThat(config.getMasterUrl()).isEqualTo("https://green.example:6443/");
        assertThat(Kubeconfig.clusterName(config, new ClusterAccess(file, "green", null)))
                .isEqualTo("prod-green");
        assertThat(Kubeconfig.clusterName(config, new ClusterAccess(file, "green", "eu-1")))
                .isEqualTo("eu-1");
    }

    @Test
    void aContextThatIsNotThere() {
        assertThatThrownBy(() -> Kubeconfig.read(new ClusterAccess(file, "red", null)))
                .isInstanceOf(NoKubeconfigException.class)
                .hasMessage("There is no context red in the kubeconfig. Those it has: blue, green");
    }

    @Test
    void aFileThatIsNotThere() {
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> Kubeconfig.read(new ClusterAccess(missing, null, null)))
                .isInstanceOf(NoKubeconfigException.class)
                .hasMessage("The kubeconfig " + missing + " does not exist or cannot be read");
    }

    @Test
    void aFileThatIsNoKubeconfig() throws IOException {
        Files.writeString(file, "just: [a, text");

        assertThatThrownBy(() -> Kubeconfig.read(new ClusterAccess(file, null, null)))
                .isInstanceOf(NoKubeconfigException.class)
                .hasMessage("The kubeconfig " + file + " is none: it cannot be parsed");
    }

    @Test
    void aFileThatNamesNoCluster() throws IOException {
        Files.writeString(file, "apiVersion: v1\nkind: Config\n");

        assertThatThrownBy(() -> Kubeconfig.read(new ClusterAccess(file, null, null)))
                .isInstanceOf(NoKubeconfigException.class)
                .hasMessageStartingWith("No kubeconfig: ");
    }
}
