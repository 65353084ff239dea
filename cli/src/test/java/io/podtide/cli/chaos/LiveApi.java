package io.podtide.cli.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podtide.cli.chaos.LiveObjects.Change;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * An API server whose cluster does what a recording shows: lists in pages, watches from a resource version, bookmarks, and 410
 * for versions that it has forgotten.
 */
final class LiveApi implements AutoCloseable {

    /** Shorter than etcd's five minutes, so that a watch that was broken for a while finds its version forgotten. */
    private static final Duration KEPT = Duration.ofSeconds(45);

    private static final Duration BOOKMARK_EVERY = Duration.ofMinutes(1);

    private final SharedTime time;
    private final long bookmarkNanos;
    private final Map<String, LiveObjects> resources =
            Map.of("pods", new LiveObjects(), "events", new LiveObjects(), "nodes", new LiveObjects());
    private final Map<String, List<String>> pages = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger expired = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    LiveApi(List<Change> changes, SharedTime time, int factor) throws IOException {
        this.time = time;
        this.bookmarkNanos = BOOKMARK_EVERY.dividedBy(factor).toNanos();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/api/v1/namespaces/kube-system", e -> answer(e, 200, "{\"metadata\":{\"uid\":\"cluster-uid\"}}"));
        resources.forEach((name, objects) -> server.createContext("/api/v1/" + name, e -> handle(e, objects)));
        server.start();
        threads.execute(() -> play(changes));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often a watch was answered by 410. */
    int expired() {
        return expired.get();
    }

    /** @param port of this, or of what forwards to it */
    static Path kubeconfig(Path directory, String cluster, int port) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(cluster + ".kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: it
                clusters: [{name: it, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: it, user: {}}]
                contexts: [{name: it, context: {cluster: it, user: it}}]
                """.formatted(port));
    }

    private void play(List<Change> changes) {
        try {
            for (var change : changes) {
                while (time.now().isBefore(change.at())) {
                    Thread.sleep(1);
                }
                resources.get(change.resource()).apply(change, change.at().minus(KEPT));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange, LiveObjects objects) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        try (exchange) {
            if (query.contains("watch=1")) {
                watch(exchange, objects, number(query, "resourceVersion"), number(query, "timeoutSeconds"));
            } else {
                list(exchange, objects, query);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange, LiveObjects objects, String query) throws IOException {
        int limit = (int) number(query, "limit");
        var token = text(query, "continue");
        String version;
        List<String> items;
        if (token.isEmpty()) {
            synchronized (objects) {
                version = Long.toString(objects.newest());
                items = objects.present();
            }
        } else {
            version = token.substring(token.indexOf('@') + 1);
            items = pages.remove(token);
        }
        var next = "";
        if (items.size() > limit) {
            next = tokens.incrementAndGet() + "@" + version;
            pages.put(next, items.subList(limit, items.size()));
            items = items.subList(0, limit);
        }
        answer(
                exchange,
                200,
                "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"%s\",\"continue\":\"%s\"},\"items\":[%s]}"
                        .formatted(version, next, String.join(",", items)));
    }

    private void watch(HttpExchange exchange, LiveObjects objects, long from, long seconds)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.flush();
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var bookmark = System.nanoTime() + bookmarkNanos;
        var version = from;
        while (end - System.nanoTime() > 0) {
            if (objects.isTooOld(version)) {
                expired.incrementAndGet();
                write(
                        out,
                        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"message\":\"too old\"}}\n");
                return;
            }
            for (var change : objects.since(version, 100)) {
                write(out, change.line());
                version = change.version();
            }
            if (bookmark - System.nanoTime() < 0) {
                version = Math.max(version, objects.newest());
                write(
                        out,
                        "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"" + version
                                + "\"}}}\n");
                bookmark += bookmarkNanos;
            }
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(UTF_8));
        out.flush();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static long number(String query, String name) {
        var text = text(query, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static String text(String query, String name) {
        var found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
