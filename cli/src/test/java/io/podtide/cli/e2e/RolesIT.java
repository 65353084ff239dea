package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podtide.cli.ChildJava;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Roles as processes, with a real Kafka: what they serve, and what they keep to themselves. */
@Timeout(400)
class RolesIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern URL = Pattern.compile("health and metrics at (http://[^\\s\"]+)");
    private static final String TOKEN = "planted-secret-token";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Process> processes = new ArrayList<>();
    private TestKafka broker;
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        broker = TestKafka.start(directory.resolve("kafka"));
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(threads);
        api.createContext("/", this::answer);
        api.start();
    }

    @AfterEach
    void stop() throws Exception {
        processes.forEach(Process::destroyForcibly);
        threads.shutdownNow();
        if (api != null) {
            api.stop(0);
        }
        if (broker != null) { // a skipped test has none
            broker.close();
        }
    }

    @Test
    void ingestTellsOfEachClusterAndNoSecret() throws Exception {
        var clusters = Files.createDirectory(directory.resolve("clusters"));
        var server = "http://localhost:" + api.getAddress().getPort();
        Files.writeString(clusters.resolve("well"), kubeconfig("well", server, TOKEN));
        Files.writeString(clusters.resolve("expired"), kubeconfig("expired", server, TOKEN + "-old"));
        Files.writeString(clusters.resolve("broken"), "token: " + TOKEN + "\nclusters: [");
        var said = directory.resolve("ingest.log");
        var ingest = role(said, "ingest", "-vv", "--kubeconfig-dir", clusters.toString(), "--partitions", "2");
        var url = url(said);

        await().atMost(LONG).until(() -> states(url).path("LIVE").asInt() == 1);
        await().atMost(LONG).until(() -> states(url).path("BROKEN").asInt() == 1);
        var health = health(url);
        assertThat(InetAddress.getByName(url.getHost()).isLoopbackAddress()).isTrue();
        assertThat(get(url, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(url, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(health.path("role").asText()).isEqualTo("ingest");
        assertThat(health.path("problems").path(0).asText())
                .isEqualTo("The kubeconfig " + clusters.resolve("broken") + " is none: it cannot be parsed");
        assertThat(cluster(health, "well").path("pods").asInt()).isEqualTo(1);
        assertThat(cluster(health, "well").path("gapSince").isNull()).isTrue();
        assertThat(cluster(health, "expired").path("problemKind").asText()).isEqualTo("UNAUTHORIZED");
        assertThat(cluster(health, "expired").path("problem").asText()).contains("log in again");
        assertThat(cluster(health, "expired").path("gapSince").asText()).isNotEmpty();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(get(url, "/metrics").body())
                        .contains("podtide_cluster_up{cluster=\"well\"} 1.0")
                        .contains("podtide_cluster_up{cluster=\"expired\"} 0.0")
                        .contains("podtide_fleet_problems 1.0")
                        .contains("kafka_producer_buffer_available_bytes")
                        .contains("kafka_producer_record_error_total")
                        .contains("process_uptime_seconds"));
        var page = MetricsPage.section("Clusters");
        await().atMost(LONG)
                .untilAsserted(() -> page.requireSame(get(url, "/metrics").body()));

        ingest.destroy();
        assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said))
                .contains("watching 2 clusters (expired, well)")
                .doesNotContain(TOKEN);
    }

    @Test
    void ingestOfARecordingHasItsClusters() throws Exception {
        var recording = Files.writeString(directory.resolve("quiet.jsonl"), """
                {"observedAt":"2026-11-21T00:00:00Z","cluster":"played","type":"ADDED","object":{"kind":"Node",\
                "apiVersion":"v1","metadata":{"name":"a","uid":"a","resourceVersion":"1"}}}
                """);
        for (var start : List.of("first", "when all was played before")) {
            var said = directory.resolve(start + ".log");
            var ingest = role(said, "ingest", "--recording", recording.toString(), "--partitions", "2");
            await().atMost(LONG).until(() -> Files.readString(said).contains("played to the end"));
            assertThat(get(url(said), "/metrics").body())
                    .as(start)
                    .contains("podtide_fleet_clusters 1.0")
                    .contains("podtide_cluster_up{cluster=\"played\"} 1.0");
            ingest.destroy();
            assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void streamsAreReadyOnceTheyRun() throws Exception {
        var said = directory.resolve("streams.log");
        var state = directory.resolve("state").toString();
        role(said, "streams", "--state-dir", state, "--partitions", "2");
        var url = url(said);

        await().atMost(LONG).until(() -> get(url, "/health/ready").statusCode() == 200);
        assertThat(get(url, "/health/live").statusCode()).isEqualTo(200);
        assertThat(health(url).path("role").asText()).isEqualTo("streams");
        // a thread that joins a moment later makes them share their tasks again
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(health(url).path("state").asText()).isEqualTo("RUNNING"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(get(url, "/metrics").body())
                        .contains("kafka_stream_")
                        .contains("kafka_consumer_fetch_manager_records_lag_max")
                        .contains("jvm_memory_used_bytes"));
        MetricsPage.section("Streams").requireSame(get(url, "/metrics").body());
        MetricsPage.section("Every process").requireNamed(get(url, "/metrics").body());

        broker.close(); // another process would fare no better
        await().pollDelay(Duration.ofSeconds(5))
                .atMost(LONG)
                .untilAsserted(
                        () -> assertThat(get(url, "/health/live").statusCode()).isEqualTo(200));
    }

    @Test
    void alertsAreReadyAtTheDesk() throws Exception {
        var file = Files.writeString(
                directory.resolve("alerts.yaml"),
                "receivers:\n- {name: hook, webhook: {url: 'http://127.0.0.1:9/'}}\nfallback: hook\n");
        var said = directory.resolve("alerts.log");
        role(said, "alerts", "--alerts", file.toString(), "--partitions", "2");
        var url = url(said);

        await().atMost(LONG).until(() -> get(url, "/health/ready").statusCode() == 200);
        assertThat(get(url, "/health/live").statusCode()).isEqualTo(200);
        assertThat(health(url).path("state").asText()).isIn("AT_DESK", "WAITING");
        await().atMost(LONG)
                .until(() -> get(url, "/metrics").body().contains("podtide_alerts_waiting{receiver=\"hook\"}"));
        MetricsPage.section("Alerts").requireSame(get(url, "/metrics").body());
    }

    @Test
    @Tag("slow") // half a minute until Kafka is given up
    void trendsAreReadyOnceTheyHaveCaughtUpAndStaySo() throws Exception {
        var said = directory.resolve("trends.log");
        role(
                said,
                "trends",
                "serve",
                "--database",
                directory.resolve("history.duckdb").toString(),
                "--port",
                "0",
                "--partitions",
                "2",
                "--log-format",
                "json");
        var url = url(said);

        await().atMost(LONG).until(() -> get(url, "/health/ready").statusCode() == 200);
        assertThat(health(url).path("role").asText()).isEqualTo("trends");
        assertThat(health(url).path("problem").isNull()).isTrue();
        MetricsPage.section("History").requireSame(get(url, "/metrics").body());

        broker.close();
        await().atMost(LONG).until(() -> health(url).path("problem").isTextual());
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(get(url, "/metrics").body()).doesNotContain("podtide_trends_failing_seconds 0.0\n"));
        assertThat(get(url, "/health/ready").statusCode()).as("it answers").isEqualTo(200);
        assertThat(get(url, "/health/live").statusCode()).isEqualTo(200);
        for (var line : Files.readAllLines(said)) {
            var log = new ObjectMapper().readTree(line);
            assertThat(log.path("@timestamp").asText()).as(line).isNotEmpty();
            assertThat(log.path("log.level").asText()).as(line).isNotEmpty();
            assertThat(log.path("message").asText()).as(line).isNotEmpty();
        }
    }

    private Process role(Path said, String role, String... options) throws IOException {
        var words = new ArrayList<>(List.of(role));
        words.addAll(List.of(options));
        words.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--http-port", "0"));
        var process = ChildJava.podtide(said.resolveSibling("tmp"), List.of(), words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static URI url(Path said) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Files.readString(said)).containsPattern(URL));
        try {
            var found = URL.matcher(Files.readString(said));
            assertThat(found.find()).isTrue();
            return URI.create(found.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode states(URI url) throws IOException, InterruptedException {
        return health(url).path("states");
    }

    private static JsonNode cluster(JsonNode health, String name) {
        for (var cluster : health.path("clusters")) {
            if (cluster.path("name").asText().equals(name)) {
                return cluster;
            }
        }
        throw new AssertionError("no " + name + " in " + health);
    }

    private JsonNode health(URI url) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(url, "/health").body());
    }

    private HttpResponse<String> get(URI url, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static String kubeconfig(String name, String server, String token) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - {name: %1$s, cluster: {server: "%2$s"}}
                contexts:
                - {name: %1$s, context: {cluster: %1$s, user: me}}
                users:
                - {name: me, user: {token: "%3$s"}}
                """.formatted(name, server, token);
    }

    /** An API server with one pod, for who has the right token. Watches stay open. */
    private void answer(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().toString();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"message\":\"Unauthorized\"}");
        } else if (asked.contains("watch=1")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        } else if (asked.contains("kube-system")) {
            send(exchange, 200, "{\"metadata\":{\"uid\":\"u\"}}");
        } else {
            var pod = asked.contains("/pods")
                    ? "{\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\",\"uid\":\"u1\",\"resourceVersion\":\"5\"}}"
                    : "";
            send(exchange, 200, "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[" + pod + "]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
