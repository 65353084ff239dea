package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.bench.Child;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Prometheus with the rules of kubernetes-mixin. */
final class Prometheus implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Which of what is needed is not on the PATH. */
    static List<String> missing() {
        var folders = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return List.of("prometheus", "promtool").stream()
                .filter(tool -> folders.stream().noneMatch(folder -> Files.isExecutable(Path.of(folder, tool))))
                .toList();
    }

    /** The rules as a file of this directory. */
    static Path rules(Path directory) throws IOException {
        var file = directory.resolve("kubernetes-mixin.yaml");
        try (var in = Prometheus.class.getResourceAsStream("kubernetes-mixin.yaml")) {
            if (in == null) {
                throw new IllegalStateException("kubernetes-mixin.yaml is missing");
            }
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /**
     * Returns when it answers.
     *
     * @param scrapes of its configuration, what follows {@code scrape_configs:}
     */
    static Prometheus start(Path directory, Path data, String scrapes, String... options)
            throws IOException, InterruptedException {
        var config = Files.writeString(
                directory.resolve("prometheus.yml"),
                "global: {scrape_interval: 30s, evaluation_interval: 30s}\nrule_files: [" + rules(directory)
                        + "]\nscrape_configs: " + scrapes + "\n");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var command = new ArrayList<>(List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        var prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        prometheus.awaitReady();
        return prometheus;
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                close();
                throw new IllegalStateException("prometheus does not start; see its log");
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** {@code data} of what its API answers. */
    JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        var form = parameters.entrySet().stream()
                .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(url.resolve("/api/v1/" + path));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        var answer = JSON.readTree(
                http.send(request.build(), BodyHandlers.ofByteArray()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException("prometheus: " + answer.path("error").asText());
        }
        return answer.path("data");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        Child.end(process);
    }
}
