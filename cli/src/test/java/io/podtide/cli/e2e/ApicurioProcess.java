package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Apicurio Registry, which the build has unpacked. Skipped where there is none, or no Java 21 that it needs.
 *
 * @param health where it says whether it is ready
 */
record ApicurioProcess(Process process, String url, URI health) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path RUNNER = Path.of("target", "apicurio", "quarkus-run.jar");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** @param environment its settings */
    static ApicurioProcess start(Path said, Map<String, String> environment) throws IOException {
        assumeThat(RUNNER).as("unpacked with -Pnightly").exists();
        var java = java21();
        assumeThat(java).as("a Java 21 or newer").isPresent();
        int port = freePort();
        int healthPort = freePort();
        var builder = new ProcessBuilder(
                        java.get().resolve("bin").resolve("java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + healthPort,
                        "-jar",
                        RUNNER.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var started = new ApicurioProcess(
                process,
                "http://127.0.0.1:" + port + "/apis/ccompat/v7",
                URI.create("http://127.0.0.1:" + healthPort + "/health/ready"));
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
            return started.isReady();
        });
        return started;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(health).build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static Optional<Path> java21() throws IOException {
        var ours = Path.of(System.getProperty("java.home"));
        var installed = Path.of("/usr/lib/jvm");
        try (var all = Files.isDirectory(installed) ? Files.list(installed) : Stream.<Path>empty()) {
            return Stream.concat(Stream.of(ours), all)
                    .filter(ApicurioProcess::isNewEnough)
                    .findFirst();
        }
    }

    private static boolean isNewEnough(Path home) {
        try {
            var found = VERSION.matcher(Files.readString(home.resolve("release")));
            return found.find() && Integer.parseInt(found.group(1)) >= 21 && Files.exists(home.resolve("bin/java"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
