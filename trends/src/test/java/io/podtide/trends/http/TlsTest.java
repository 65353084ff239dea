package io.podtide.trends.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.trends.given.Databases;
import io.podtide.trends.http.ApiSettings.Tls;
import io.podtide.trends.query.History;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void answersOverHttpsWithAKeyInPem(String algorithm) throws Exception {
        var keys = keys(algorithm);
        var trusted = SSLContext.getInstance("TLS");
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys);
        trusted.init(null, factory.getTrustManagers(), null);
        var settings = new ApiSettings(
                "127.0.0.1", 0, null, new Tls(directory.resolve("tls.crt"), directory.resolve("tls.key")));
        try (var database = Databases.DUCKDB.empty(directory);
                var server = ApiServer.start(
                        settings,
                        new History(database, Clock.systemUTC(), Duration.ofSeconds(10)),
                        database,
                        () -> null)) {
            assertThat(server.url().getScheme()).isEqualTo("https");
            var answer = HttpClient.newBuilder()
                    .sslContext(trusted)
                    .build()
                    .send(
                            HttpRequest.newBuilder(server.url().resolve("/api/v1/health"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void aFileThatHoldsNoKeyIsSaid() throws Exception {
        keys("EC");
        var wrong = Files.writeString(directory.resolve("wrong.key"), "-----BEGIN RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFiles.read(new Tls(directory.resolve("tls.crt"), wrong), new char[0]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(wrong + ": holds no 'BEGIN PRIVATE KEY' (PKCS #8); 'openssl pkcs8");
        assertThatThrownBy(() -> PemFiles.read(new Tls(wrong, wrong), new char[0]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(wrong.toString());
    }

    /** A certificate for 127.0.0.1 that the JDK makes, as a key store and as PEM. */
    private KeyStore keys(String algorithm) throws Exception {
        var file = directory.resolve("keys.p12");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-alias",
                        "api",
                        "-dname",
                        "CN=podtide",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        var keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        pem("tls.crt", "CERTIFICATE", keys.getCertificate("api").getEncoded());
        pem(
                "tls.key",
                "PRIVATE KEY",
                keys.getKey("api", "changeit".toCharArray()).getEncoded());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", keys.getCertificate("api"));
        return trusted;
    }

    private void pem(String name, String what, byte[] bytes) throws IOException {
        Files.writeString(
                directory.resolve(name),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
