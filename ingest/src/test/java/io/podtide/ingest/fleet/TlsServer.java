package io.podtide.ingest.fleet;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A {@link FakeCluster} over TLS, with a certificate made for this run and signed by nobody. */
public final class TlsServer implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final FakeCluster cluster;
    private final byte[] certificate;

    private TlsServer(FakeCluster cluster, byte[] certificate) {
        this.cluster = cluster;
        this.certificate = certificate;
    }

    public static TlsServer start() throws IOException, GeneralSecurityException, InterruptedException {
        return start(1);
    }

    public static TlsServer start(int pods) throws IOException, GeneralSecurityException, InterruptedException {
        var keys = keys();
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new TlsServer(
                new FakeCluster(server, pods), keys.getCertificate("api").getEncoded());
    }

    private static KeyStore keys() throws IOException, GeneralSecurityException, InterruptedException {
        var file = Files.createTempDirectory("podtide-tls").resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.delete(file);
        Files.delete(file.getParent());
        return keys;
    }

    public FakeCluster cluster() {
        return cluster;
    }

    public String url() {
        return "https://localhost:" + cluster.port();
    }

    /** For {@code certificate-authority}. */
    public String pem() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public void close() {
        cluster.close();
    }
}
