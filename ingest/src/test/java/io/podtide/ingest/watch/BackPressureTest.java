package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over the real client and a real socket, against a server that writes as fast as it may. */
@Timeout(120)
class BackPressureTest {

    private static final int ALL = 64 << 20;
    /** What may be under way at most: the buffers of two sockets, which the system sizes (6 MiB by default). */
    private static final long UNDER_WAY = 24 << 20;

    private final AtomicLong written = new AtomicLong();
    private HttpServer server;
    private KubeConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/stream", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var chunk = new byte[1 << 16];
            try (var out = exchange.getResponseBody()) {
                while (written.get() < ALL) {
                    java.util.Arrays.fill(chunk, (byte) (written.get() >> 16));
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            }
        });
        server.start();
        var config = new io.fabric8.kubernetes.client.ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                .withMasterUrl("http://localhost:" + server.getAddress().getPort() + "/")
                .build();
        connection = KubeConnection.of(config, new ClusterAccess(null, null, "prod-1"));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.stop(0);
    }

    @Test
    void aServerThatNobodyReadsFromHasToWaitAndLosesNothing() throws Exception {
        try (var stream = connection.requests().get("stream", "stream", Duration.ofMinutes(2))) {
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);

            for (var chunk = 0; chunk < ALL >> 16; chunk++) {
                var bytes = stream.readNBytes(1 << 16);
                assertThat(bytes[0]).isEqualTo((byte) chunk);
                assertThat(bytes[bytes.length - 1]).isEqualTo((byte) chunk);
            }
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void closingEndsItForReaderAndServer() throws Exception {
        var stream = connection.requests().get("stream", "stream", Duration.ofMinutes(2));
        stream.readNBytes(1 << 20);

        stream.close();

        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }

    private void awaitStandstill() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(new Standstill()::check);
    }

    private final class Standstill {
        private long before = -1;
        private int times;

        boolean check() {
            var now = written.get();
            times = now > 0 && now == before ? times + 1 : 0;
            before = now;
            return times >= 3;
        }
    }
}
