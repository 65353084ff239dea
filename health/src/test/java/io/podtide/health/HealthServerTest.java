package io.podtide.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HealthServerTest {

    private static final class Switches implements Health {

        private volatile boolean live = true;
        private volatile boolean ready = true;
        private volatile boolean broken;

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public Map<String, Object> report() {
            if (broken) {
                throw new IllegalStateException("password=hunter2");
            }
            return Map.of("clusters", Map.of("live", 3));
        }
    }

    private final Switches health = new Switches();
    private final Metrics metrics = new Metrics();
    private HealthServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @BeforeEach
    void start() throws IOException {
        server = HealthServer.start(loopback(0), health, metrics);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void probesSayYesOrNoByTheirStatus() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        health.ready = false;
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        health.live = false;
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void theReportIsJson() throws Exception {
        var answer = get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"live\":true,\"ready\":true,\"clusters\":{\"live\":3}}\n");
    }

    @Test
    void metricsAreThoseThatWereAddedAndThoseOfTheProcess() throws Exception {
        metrics.registry().counter("podtide.test.things", "kind", "good").increment(3);

        var answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains(Metrics.TEXT);
        assertThat(answer.body())
                .contains("podtide_test_things_total{kind=\"good\"} 3.0")
                .contains("jvm_memory_used_bytes{")
                .contains("process_uptime_seconds")
                .contains("jvm_threads_live_threads");
    }

    @Test
    void whoAsksForOpenMetricsGetsThem() throws Exception {
        var answer = send(HttpRequest.newBuilder(server.url().resolve("/metrics"))
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                .build());

        assertThat(answer.headers().firstValue("Content-Type")).contains(Metrics.OPEN_METRICS);
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void whatIsNotThereAndWhatMayNotBeWritten() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
        var post = send(HttpRequest.newBuilder(server.url().resolve("/health"))
                .POST(BodyPublishers.ofString("{}"))
                .build());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void aFaultSaysNothingOfItself() throws Exception {
        health.broken = true;

        var answer = get("/health");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("hunter2");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void thoseWhoNeverFinishTheirRequestKeepNobodyElseOut() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 40; i++) { // more than there are threads
                var socket = new Socket(server.url().getHost(), server.url().getPort());
                socket.getOutputStream().write("GET /health HT".getBytes(US_ASCII));
                slow.add(socket);
            }

            assertThat(get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void loopbackIsLoopback() throws IOException {
        var others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        assertThat(InetAddress.getByName(server.url().getHost()).isLoopbackAddress())
                .isTrue();
        assertThat(others)
                .allSatisfy(address -> assertThatThrownBy(
                                () -> new Socket(address, server.url().getPort()).close())
                        .isInstanceOf(IOException.class));
    }

    @Test
    void aPortThatIsTaken() {
        var taken = loopback(server.url().getPort());

        assertThatThrownBy(() -> HealthServer.start(taken, health, metrics))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("Cannot serve health at .*:" + taken.getPort() + ": .*");
    }

    @Test
    void manyReadersAtOnceAreAllAnsweredByThreadsThatAreLimited() {
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 90; i++) {
            asked.add(http.sendAsync(
                    HttpRequest.newBuilder(server.url().resolve("/metrics")).build(), BodyHandlers.ofString()));
        }

        assertThat(asked)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("podtide-health"))
                .hasSizeBetween(1, 32);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.url().resolve(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }
}
