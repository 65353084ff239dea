package io.podtide.cli.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Debian's prometheus, which scrapes every second. */
final class PrometheusProcess implements AutoCloseable {

    private static final String BINARY = "prometheus";

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private PrometheusProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static void assumeInstalled() {
        var installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, BINARY)));
        assumeThat(installed).as("%s is installed", BINARY).isTrue();
    }

    /** Returns when it has scraped all of them. */
    static PrometheusProcess scraping(Path directory, Map<String, URI> jobs) throws IOException {
        Files.createDirectories(directory);
        var config = jobs.entrySet().stream()
                .map(job -> "  - {job_name: %s, static_configs: [{targets: ['%s']}]}"
                        .formatted(job.getKey(), job.getValue().getAuthority()))
                .collect(Collectors.joining("\n", "global: {scrape_interval: 1s}\nscrape_configs:\n", "\n"));
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var started = new ProcessBuilder(
                        BINARY,
                        "--config.file=" + Files.writeString(directory.resolve("prometheus.yml"), config),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var prometheus = new PrometheusProcess(started, URI.create("http://127.0.0.1:" + port + "/api/v1/"));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> prometheus.query("count(up == 1)").at("/0/value/1").asInt() == jobs.size());
        return prometheus;
    }

    /** The result of a query, now. */
    JsonNode query(String promQl) throws IOException, InterruptedException {
        return get("query?query=" + encoded(promQl)).path("result");
    }

    /** Names of all metrics that have been scraped. */
    Set<String> metrics() throws IOException, InterruptedException {
        return texts(get("label/__name__/values"));
    }

    Set<String> labelValues(String metric, String label) throws IOException, InterruptedException {
        return texts(get("label/" + label + "/values?match[]=".replace("[]", "%5B%5D") + encoded(metric)));
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        var answer = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.path("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kept for readers of a failure. */
    @Override
    public String toString() {
        return List.of(url, process).toString();
    }
}
