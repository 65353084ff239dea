package io.podtide.cli.chaos;

import io.podtide.cli.broker.BrokerProcess;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A broker that clients reach through a {@link Forwarder}. */
final class ChaosBroker implements Victim {

    private final Path directory;
    private final Forwarder forwarder;
    private BrokerProcess process;

    private ChaosBroker(Path directory, Forwarder forwarder) {
        this.directory = directory;
        this.forwarder = forwarder;
        this.process = BrokerProcess.start(directory);
    }

    static ChaosBroker start(Path directory) throws IOException {
        int clients = freePort();
        var forwarder = Forwarder.to(clients);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("ports.properties"),
                "clients=%d%ncontroller=%d%nadvertised=%d%n".formatted(clients, freePort(), forwarder.port()));
        return new ChaosBroker(directory, forwarder);
    }

    /**
     * Below those that the system gives to clients: one that knocks at the port of a dead broker again and again may be given
     * that very port to knock from, and would then keep it.
     */
    private static int freePort() throws IOException {
        var random = RandomGenerator.getDefault();
        while (true) {
            try (var socket = new ServerSocket(random.nextInt(12_000, 30_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody has it
            }
        }
    }

    Forwarder forwarder() {
        return forwarder;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + forwarder.port();
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void kill(Duration down) throws InterruptedException {
        Signals.send("KILL", process.pid());
        process.close();
        Thread.sleep(down.toMillis());
        process = BrokerProcess.start(directory);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Signals.send("STOP", process.pid());
        Thread.sleep(time.toMillis());
        Signals.send("CONT", process.pid());
    }

    @Override
    public void close() throws IOException {
        process.close();
        forwarder.close();
    }
}
