package io.podtide.bench.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The kube-state-metrics of all clusters, each at a path of its own. */
final class ScrapeServer implements AutoCloseable {

    private static final String PATH = "/metrics/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final FleetState state;
    private final InstantSource clock = InstantSource.system();

    private ScrapeServer(HttpServer server, FleetState state) {
        this.server = server;
        this.state = state;
    }

    static ScrapeServer start(FleetState state) throws IOException {
        var scrapes = new ScrapeServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), state);
        scrapes.server.createContext(PATH, scrapes::answer);
        scrapes.server.setExecutor(scrapes.threads);
        scrapes.server.start();
        return scrapes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var cluster = exchange.getRequestURI().getPath().substring(PATH.length());
        var text = new StringBuilder();
        for (var sample : state.scrape(cluster, clock.instant())) {
            sample.appendTo(text);
            text.append('\n');
        }
        var body = text.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** {@code scrape_configs} of a Prometheus for all clusters there are now. */
    String scrapes() {
        var port = server.getAddress().getPort();
        return state.clusters().stream()
                .map(cluster -> "{targets: ['127.0.0.1:%d'], labels: {cluster: %s, __metrics_path__: %s%s}}"
                        .formatted(port, cluster, PATH, cluster))
                .collect(Collectors.joining(", ", "[{job_name: kube-state-metrics, static_configs: [", "]}]"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
