package io.podtide.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real broker on loopback that lets nobody in without a certificate or a password, and nobody do what no ACL permits. TLS
 * everywhere, between the broker and its controller too.
 */
public final class SecuredBroker implements AutoCloseable {

    public static final String ADMIN = "admin";

    private final KafkaRaftServer server;
    private final int scramPort;
    private final int mutualPort;

    private SecuredBroker(KafkaRaftServer server, int scramPort, int mutualPort) {
        this.server = server;
        this.scramPort = scramPort;
        this.mutualPort = mutualPort;
    }

    /**
     * Returns when clients are served.
     *
     * @param tls its certificate, of common name {@code broker}, and whom it trusts
     * @param passwords of SCRAM users
     */
    public static SecuredBroker start(Path directory, Map<String, String> tls, Map<String, String> passwords)
            throws Exception {
        Exit.setExitProcedure(SecuredBroker::refuse);
        Exit.setHaltProcedure(SecuredBroker::refuse);
        var ports = Ports.of(directory);
        int mutual = freePort();
        var settings = BrokerSettings.of(directory.resolve("kafka"), ports);
        settings.putAll(tls);
        settings.putAll(listeners(ports, mutual));
        format(settings.getProperty("log.dirs"), passwords);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, ports.clients(), mutual);
    }

    private static Map<String, String> listeners(Ports ports, int mutual) {
        var scram = "SCRAM://127.0.0.1:" + ports.clients();
        var mtls = "MUTUAL://127.0.0.1:" + mutual;
        return Map.ofEntries(
                Map.entry("listeners", scram + ',' + mtls + ",CONTROLLER://127.0.0.1:" + ports.controller()),
                Map.entry("advertised.listeners", scram + ',' + mtls),
                Map.entry("listener.security.protocol.map", "SCRAM:SASL_SSL,MUTUAL:SSL,CONTROLLER:SSL"),
                Map.entry("inter.broker.listener.name", "MUTUAL"),
                Map.entry("listener.name.mutual.ssl.client.auth", "required"),
                Map.entry("listener.name.controller.ssl.client.auth", "required"),
                Map.entry("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.scram.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:broker;User:" + ADMIN));
    }

    private static void format(String directory, Map<String, String> passwords) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .setScramArguments(passwords.entrySet().stream()
                        .map(user -> "SCRAM-SHA-512=[name=" + user.getKey() + ",password=" + user.getValue() + ']')
                        .toList())
                .run();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void refuse(int status, String message) {
        throw new AssertionError("somebody wanted to end with status " + status + ": " + message);
    }

    public String scram() {
        return "127.0.0.1:" + scramPort;
    }

    public String mutual() {
        return "127.0.0.1:" + mutualPort;
    }

    /** The same broker, by a name that its certificate does not have. */
    public String byAnotherName() {
        return "localhost:" + scramPort;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }
}
