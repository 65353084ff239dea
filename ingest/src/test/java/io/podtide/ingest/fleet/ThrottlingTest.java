package io.podtide.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.ClusterException.Kind;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server says how much is too much; we do not guess. */
@Timeout(300)
class ThrottlingTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int AT_ONCE = 40;

    @TempDir
    Path folder;

    @Test
    void nothingOfOursHoldsBackRequestsToOneServer() throws Exception {
        var all = new CountDownLatch(AT_ONCE);
        var threads = Executors.newCachedThreadPool();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            all.countDown(); // answered only when as many have come: fabric8's own limit of 5 would end this in a
            // time-out
            try (exchange) {
                var met = all.await(60, TimeUnit.SECONDS);
                exchange.sendResponseHeaders(met ? 404 : 500, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try (var connection = open("http://localhost:" + server.getAddress().getPort())) {
            var asked = new ArrayList<Future<String>>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(threads.submit(() -> connection.identify().uid()));
            }
            for (var answer : asked) {
                assertThat(answer.get(120, TimeUnit.SECONDS)).isEmpty();
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void whoAsksTheClusterWhoItIsIsToldToo() throws Exception {
        try (var api = new FakeCluster(0).refuses("kube-system", 429, "7");
                var connection = open(api.url())) {
            var problem = catchThrowableOfType(ClusterException.class, connection::identify);

            assertThat(problem.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(problem).hasMessage("Cluster prod answers 429 (get namespace kube-system): not now");
            assertThat(api.requests())
                    .as("fabric8 does not repeat it by itself")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", "/pods?limit", "/pods?watch=1"})
    void retryAfterIsObeyed(String what) throws Exception {
        try (var api = new FakeCluster(1).refuses(what, 429, "2");
                var connection = open(api.url())) {
            var status = new WatchStatus(Clock.systemUTC());
            var kept = new Kept();
            var run = ClusterRun.ingest(ClusterWatch.Options.DEFAULT);
            var worker = new Thread(() -> {
                try {
                    run.run(connection, kept::open, status);
                } catch (InterruptedException | ExecutionException e) {
                    Thread.currentThread().interrupt();
                }
            });
            worker.start();
            await().atMost(LONG).until(() -> asked(api, what) == 1);
            var refused = Instant.now();
            await().atMost(LONG).until(() -> asked(api, what) == 2);

            // 2 s are asked for, and our own first back-off is at most 1 s
            assertThat(Duration.between(refused, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
            api.refusesNothing();
            await().atMost(LONG).until(status::isLive);
            worker.interrupt();
            worker.join();
        }
    }

    private static long asked(FakeCluster api, String what) {
        return api.requests().stream().filter(request -> request.contains(what)).count();
    }

    private KubeConnection open(String server) throws IOException {
        var file = Files.writeString(folder.resolve("config"), Kubeconfigs.withToken("prod", server, "t"));
        return KubeConnection.open(new ClusterAccess(file, null, null));
    }
}
