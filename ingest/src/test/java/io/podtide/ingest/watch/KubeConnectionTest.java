package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@EnableKubernetesMockClient
class KubeConnectionTest {

    private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system";

    /** Over TLS, with a certificate of its own making. */
    KubernetesMockServer server;

    @Test
    void whereKubeSystemMayNotBeSeenTheUidStaysEmpty() throws InterruptedException {
        answers(403, "{\"message\":\"namespaces \\\"kube-system\\\" is forbidden\"}");

        try (var connection = connection(true)) {
            assertThat(connection.identify().uid()).isEmpty();
            assertThat(connection.identify().name()).isEqualTo("prod-1");
        }
    }

    @Test
    void credentialsThatAreNotAccepted() {
        answers(401, "{\"message\":\"Unauthorized\"}");

        var problem = problem(connection(true));

        assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(problem)
                .hasMessage("Cluster prod-1 does not accept our credentials (get namespace kube-system): log in again;"
                        + " kubectl get pods shows the same");
    }

    @Test
    void aServerInTrouble() {
        answers(500, "<html>bad gateway</html>");

        assertThat(problem(connection(true)))
                .hasMessage("Cluster prod-1 answers 500 (get namespace kube-system): <html>bad gateway</html>");
    }

    @Test
    void aCertificateNobodyTrusts() {
        var problem = problem(connection(false));

        assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(problem)
                .hasMessageContaining("no TLS connection")
                .hasMessageEndingWith("Does certificate-authority in the kubeconfig belong to this server?");
    }

    @Test
    void aServerThatIsNotThere() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        var problem = problem(connection("https://localhost:" + port + "/", true));

        assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(problem)
                .hasMessageStartingWith("Cluster prod-1 cannot be reached at https://localhost:" + port)
                .hasMessageEndingWith("Is it running, and is there a way to it from here?");
    }

    @Test
    void aServerOfUnknownName() {
        assertThat(problem(connection("https://podtide.invalid/", true)))
                .hasMessageEndingWith("its name is not known here. Is a VPN missing, or is the context an old one?");
    }

    private static ClusterException problem(KubeConnection connection) {
        try (connection) {
            return catchThrowableOfType(ClusterException.class, connection::identify);
        }
    }

    private KubeConnection connection(boolean trusting) {
        return connection(server.url("/"), trusting);
    }

    private static KubeConnection connection(String url, boolean trusting) {
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withTrustCerts(trusting)
                .build();
        return KubeConnection.of(config, new ClusterAccess(null, null, "prod-1"));
    }

    private void answers(int status, String body) {
        server.expect().get().withPath(KUBE_SYSTEM).andReturn(status, body).always();
    }
}
