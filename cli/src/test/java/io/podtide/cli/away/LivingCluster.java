package io.podtide.cli.away;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small cluster that lives: an API server that knows its pods' past, so that a watch can begin at any version of it, until
 * that is compacted.
 */
final class LivingCluster implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("resourceVersion=(\\d+)");

    private static final long BOOKMARK_NANOS = 200_000_000;

    private record Change(long version, String line) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Pod> pods = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private final Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private long version = 100;
    private long told = version;
    private long compacted;
    private int watchers;
    private int lists;
    private boolean closed;

    LivingCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/namespaces/", e -> answer(e, 200, "{\"metadata\":{\"uid\":\"living\"}}"));
        server.createContext("/api/v1/pods", this::pods);
        server.createContext("/api/v1/events", this::nothing);
        server.createContext("/api/v1/nodes", this::nothing);
        server.start();
    }

    /** To reach it by. */
    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: living
                clusters: [{name: living, cluster: {server: "http://localhost:%d"}}]
                users: [{name: living, user: {token: none}}]
                contexts: [{name: living, context: {cluster: living, user: living}}]
                """.formatted(
                        server.getAddress().getPort()));
    }

    /** A pod that has come to run. */
    synchronized void runs(String name) {
        tell("ADDED", new Pod(name, 0, "", 0, made));
    }

    /** Its container ends and is started again. */
    synchronized void restarts(String name, String reason, int exitCode) {
        var before = pods.get(name);
        tell("MODIFIED", new Pod(name, before.restarts() + 1, reason, exitCode, made));
    }

    synchronized void goes(String name) {
        tell("DELETED", pods.get(name));
        pods.remove(name);
    }

    /** Nobody can watch from before now any more. */
    synchronized void compact() {
        compacted = version;
    }

    private void tell(String type, Pod pod) {
        version++;
        pods.put(pod.name(), pod);
        history.add(new Change(version, "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, pod.json(version))));
        pods.put(pod.name(), pod.at(version));
        notifyAll();
    }

    synchronized int watchers() {
        return watchers;
    }

    synchronized int lists() {
        return lists;
    }

    /** All changes have been written to a watch. */
    synchronized boolean hasToldAll() {
        return told == version;
    }

    private void pods(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        if (query.contains("watch=1")) {
            var from = VERSION.matcher(query)
                    .results()
                    .mapToLong(v -> Long.parseLong(v.group(1)))
                    .sum();
            watch(exchange, from);
        } else {
            answer(exchange, 200, list());
        }
    }

    private synchronized String list() {
        lists++;
        told = version;
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"%d\"},\"items\":[%s]}"
                .formatted(
                        version,
                        pods.values().stream().map(p -> p.json(p.version())).collect(Collectors.joining(",")));
    }

    private void watch(HttpExchange exchange, long from) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.flush();
            watchers(1);
            for (var next = next(from); next != null; next = next(next.version())) {
                out.write(next.line().getBytes(UTF_8));
                out.flush();
                if (next.version() < 0) {
                    return;
                }
                told(next.version());
            }
        } catch (IOException e) {
            // the watch was broken off, which shows when something is written
        } finally {
            watchers(-1);
        }
    }

    private synchronized void watchers(int more) {
        watchers += more;
    }

    private synchronized void told(long upTo) {
        told = Math.max(told, upTo);
    }

    /** Waits for it a moment; then there is a bookmark, so that a connection that is gone is noticed. Null at the end. */
    private synchronized Change next(long after) {
        var until = System.nanoTime() + BOOKMARK_NANOS;
        try {
            while (!closed && after >= compacted && version <= after && System.nanoTime() < until) {
                wait(50);
            }
        } catch (InterruptedException e) {
            return null;
        }
        if (closed) {
            return null;
        }
        if (after < compacted) {
            return new Change(-1, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n");
        }
        return history.stream()
                .filter(c -> c.version() > after)
                .findFirst()
                .orElseGet(() -> new Change(
                        after,
                        "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"%d\"}}}\n"
                                .formatted(after)));
    }

    private void nothing(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getQuery().contains("watch=1")) {
            answer(exchange, 200, "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
