package io.podtide.wire.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the fixed ids read-only at the endpoints of Confluent's registry, so that Kafka Connect, Flink, ksqlDB, ClickHouse
 * and topic browsers read our topics where there is no registry. A slow reader is given five seconds.
 */
public final class RegistryEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryEndpoint.class);
    private static final int LONGEST_BODY = 1 << 20;
    /** A slow reader holds one of them until its time is over. */
    private static final int THREADS = 16;

    private static final int WAITING = 64;

    static {
        // Of the JDK's server, for the whole process, and read when its first one starts, which may be this one or that
        // of
        // health and metrics; unlimited unless set.
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
        setUnlessSet("sun.net.httpserver.maxRspTime", "5");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "32");
    }

    private final EndpointRoutes routes = new EndpointRoutes(ReleasedSchemas.ours());
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), RegistryEndpoint::daemon);
    private final HttpServer server;

    private RegistryEndpoint(InetSocketAddress address) throws IOException {
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

    /** On the loopback interface only; port 0 takes a free one. */
    public static RegistryEndpoint start(int port) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** On this address. The schemas are no secret, but nobody is asked who they are. */
    public static RegistryEndpoint start(InetSocketAddress address) {
        try {
            return new RegistryEndpoint(address);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serve schemas at " + address.getHostString() + ':' + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** What clients set as their {@code schema.registry.url}. */
    public URI url() {
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", RegistryConnection.CONTENT_TYPE);
            if (answer.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET");
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private EndpointAnswer answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        var path = EndpointRoute.split(exchange.getRequestURI().getRawPath()).stream()
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        try {
            return routes.answer(exchange.getRequestMethod(), path, body);
        } catch (RuntimeException e) {
            LOG.error(
                    "schema endpoint failed: path={}", exchange.getRequestURI().getPath(), e);
            return EndpointAnswer.failed();
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "podtide-schemas");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
