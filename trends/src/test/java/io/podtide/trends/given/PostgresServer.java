package io.podtide.trends.given;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL of the tests' own: a cluster in a temporary directory, on loopback, for as long as the virtual machine lives. It
 * refuses to run as root, so root runs it as the user {@code postgres} that the package makes.
 */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PostgresServer server;

    private final Path bin;
    private final Path directory;
    private final int port;

    private PostgresServer(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** The address of an empty database. The test is skipped where PostgreSQL is not installed. */
    public static synchronized String emptyDatabase() {
        var bin = installed();
        Assumptions.assumeTrue(bin.isPresent(), "PostgreSQL is not installed here: apt-get install postgresql");
        try {
            if (server == null) {
                server = start(bin.get());
            }
            var name = "history" + DATABASES.incrementAndGet();
            try (var connection = DriverManager.getConnection(server.url("postgres"));
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return server.url(name);
        } catch (IOException | SQLException e) {
            throw new AssertionError("PostgreSQL is installed, but does not start", e);
        }
    }

    static Optional<Path> installed() {
        var versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (var found = Files.list(versions)) {
            return found.map(v -> v.resolve("bin"))
                    .filter(b -> Files.isExecutable(b.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PostgresServer start(Path bin) throws IOException {
        var directory = Files.createTempDirectory("podtide-postgres");
        if (root()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            run(directory, List.of("chown", "postgres", directory.toString()));
        }
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var server = new PostgresServer(bin, directory, port);
        server.command(
                "initdb",
                "-D",
                server.data(),
                "-A",
                "trust",
                "-U",
                "podtide",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8");
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        var options = "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories=" + directory
                + " -c shared_buffers=" + System.getProperty("podtide.postgres.buffers", "64MB")
                + " -c max_wal_size=4GB -c fsync=off";
        server.command(
                "pg_ctl", "-D", server.data(), "-w", "-t", "120", "-o", options, "-l", directory + "/log", "start");
        return server;
    }

    private void stop() {
        try {
            command("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
            run(directory, List.of("rm", "-rf", data()));
        } catch (IOException e) {
            System.err.println("PostgreSQL of the tests was not stopped: " + e.getMessage());
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=podtide";
    }

    private void command(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(directory, command);
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(Path directory, List<String> command) throws IOException {
        var log = Files.createTempFile("podtide-postgres", ".log");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
