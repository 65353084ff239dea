package io.podtide.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The broker's two ports on the loopback address. They are kept in the data directory, so that a second start is reached
 * at the same address as the first.
 *
 * @param clients for clients
 * @param controller for the metadata quorum of one
 * @param advertised where clients are told to find the broker: another port when they are to go through a forwarder
 */
record Ports(int clients, int controller, int advertised) {

    static final String HOST = "127.0.0.1";

    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final String FILE = "ports.properties";

    /** Those kept in this directory, or two free ones where there are none yet or somebody else has taken one. */
    static Ports of(Path directory) throws IOException {
        var kept = read(directory.resolve(FILE)).filter(Ports::areFree);
        if (kept.isPresent()) {
            return kept.get();
        }
        var chosen = choose();
        chosen.write(directory.resolve(FILE));
        return chosen;
    }

    /** Where it listens to clients. */
    String listener() {
        return HOST + ':' + clients;
    }

    String bootstrapServers() {
        return HOST + ':' + advertised;
    }

    private boolean areFree() {
        return isFree(clients) && isFree(controller);
    }

    private static boolean isFree(int port) {
        try (var socket = bind(port)) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Both sockets are open at once, or the system could give the same port twice. */
    private static Ports choose() throws IOException {
        try (var clients = bind(0);
                var controller = bind(0)) {
            return new Ports(clients.getLocalPort(), controller.getLocalPort(), clients.getLocalPort());
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Optional<Ports> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
            var clients = properties.getProperty("clients");
            return Optional.of(new Ports(
                    Integer.parseInt(clients),
                    Integer.parseInt(properties.getProperty("controller")),
                    Integer.parseInt(properties.getProperty("advertised", clients))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // cut short by a full disk: choose anew
        }
    }

    private void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("clients", Integer.toString(clients));
        properties.setProperty("controller", Integer.toString(controller));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }
}
