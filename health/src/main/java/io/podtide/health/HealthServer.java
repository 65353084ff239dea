package io.podtide.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /health/live} and {@code /health/ready} (200 or 503), {@code /health} as JSON and {@code /metrics}. Reads
 * nothing but the head of a request, asks nobody who they are, and gives a slow reader five seconds.
 */
public final class HealthServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    /** A slow reader holds one of them until its time is over. */
    private static final int THREADS = 32;

    private static final int WAITING = 64;

    static {
        // Of the JDK's server, for the whole process, and read when its first one starts; unlimited unless set.
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
        setUnlessSet("sun.net.httpserver.maxRspTime", "5");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "32");
    }

    private final Health health;
    private final Metrics metrics;
    private final HttpServer server;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), HealthServer::daemon);

    private HealthServer(InetSocketAddress address, Health health, Metrics metrics) throws IOException {
        this.health = health;
        this.metrics = metrics;
        this.server = HttpServer.create(address, WAITING);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Port 0 takes a free one. */
    public static HealthServer start(InetSocketAddress address, Health health, Metrics metrics) throws IOException {
        try {
            return new HealthServer(address, health, metrics);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot serve health at " + address.getHostString() + ':' + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** Where it is. */
    public URI url() {
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            var head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            if (reply.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Reply.text(405, "This can only be read");
        }
        try {
            return reply(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Accept"));
        } catch (RuntimeException e) {
            LOG.error("health request failed: path={}", exchange.getRequestURI().getPath(), e);
            return Reply.text(500, "Internal error");
        }
    }

    private Reply reply(String path, @Nullable String accept) {
        return switch (path) {
            case "/health/live" -> health.isLive() ? Reply.text(200, "live") : Reply.text(503, "not live");
            case "/health/ready" -> health.isReady() ? Reply.text(200, "ready") : Reply.text(503, "not ready");
            case "/health" -> report();
            case "/metrics" -> {
                var format = Metrics.format(accept);
                yield new Reply(200, format, metrics.scrape(format));
            }
            default -> Reply.text(404, "There are /health, /health/live, /health/ready and /metrics");
        };
    }

    private Reply report() {
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("live", health.isLive());
        report.put("ready", health.isReady());
        report.putAll(health.report());
        return Reply.json(health.isReady() ? 200 : 503, report);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "podtide-health");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
