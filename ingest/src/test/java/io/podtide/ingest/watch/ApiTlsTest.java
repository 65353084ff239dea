package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An API server with a real certificate, and a kubeconfig that says whom to trust. */
@Timeout(60)
class ApiTlsTest {

    private static final HeldCertificate AUTHORITY = authority("cluster-ca");
    private static final String TOKEN = "bearer-0815-token";

    @TempDir
    private Path directory;

    private HttpsServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateOfTheClustersAuthorityIsTrusted() throws Exception {
        serves(certificate().build());
        try (var connection = KubeConnection.open(access(trusting(AUTHORITY)))) {
            assertThat(connection.identify().uid()).isEqualTo("cluster-uid");
        }
    }

    @Test
    void oneOfAnotherAuthorityIsNot() throws Exception {
        serves(certificate().build());
        assertThat(problem(trusting(authority("another-ca"))))
                .hasMessageMatching(".*no TLS connection: .*unable to find valid certification path.*"
                        + "Does certificate-authority in the kubeconfig belong to this server\\?");
    }

    @Test
    void oneForAnotherHostIsNot() throws Exception {
        serves(new HeldCertificate.Builder()
                .addSubjectAlternativeName("api.example.com")
                .signedBy(AUTHORITY)
                .build());
        assertThat(problem(trusting(AUTHORITY)))
                .hasMessageMatching(".*no TLS connection: its certificate is not for this host name: .*localhost.*");
    }

    @Test
    void oneThatHasExpiredIsNot() throws Exception {
        var now = System.currentTimeMillis();
        serves(certificate()
                .validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1))
                .build());
        assertThat(problem(trusting(AUTHORITY)))
                .hasMessageMatching(
                        ".*no TLS connection: its certificate has expired, or our clock is wrong: .*NotAfter.*");
    }

    @Test
    void onlyTheKubeconfigCanTurnThatOff() throws Exception {
        serves(new HeldCertificate.Builder().build());
        problem("");
        System.setProperty("kubernetes.trust.certificates", "true"); // fabric8's own, which no kubectl knows
        System.setProperty("kubernetes.disable.hostname.verification", "true");
        try {
            problem("");
        } finally {
            System.clearProperty("kubernetes.trust.certificates");
            System.clearProperty("kubernetes.disable.hostname.verification");
        }
        try (var connection = KubeConnection.open(access("insecure-skip-tls-verify: true"))) {
            assertThat(connection.identify().uid()).isEqualTo("cluster-uid");
        }
    }

    private ClusterException problem(String trust) throws IOException {
        try (var connection = KubeConnection.open(access(trust))) {
            var problem = catchThrowableOfType(ClusterException.class, connection::identify);
            assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(problem.getMessage()).doesNotContain("\n").doesNotContain(TOKEN);
            return problem;
        }
    }

    private void serves(HeldCertificate certificate) throws IOException {
        var tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/api/v1/namespaces/kube-system", exchange -> {
            var body = "{\"metadata\":{\"uid\":\"cluster-uid\"}}".getBytes(UTF_8);
            var known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private ClusterAccess access(String trust) throws IOException {
        var file = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: prod
                contexts: [{name: prod, context: {cluster: prod, user: podtide}}]
                users: [{name: podtide, user: {token: %s}}]
                clusters:
                - name: prod
                  cluster:
                    server: https://localhost:%d
                    %s
                """.formatted(
                        TOKEN, server.getAddress().getPort(), trust));
        return new ClusterAccess(file, null, null);
    }

    private static String trusting(HeldCertificate authority) {
        var pem = authority.certificatePem().getBytes(UTF_8);
        return "certificate-authority-data: " + Base64.getEncoder().encodeToString(pem);
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    private static HeldCertificate.Builder certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY);
    }
}
