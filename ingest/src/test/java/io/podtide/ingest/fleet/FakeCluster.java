package io.podtide.ingest.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An API server with some pods, whose watches stay open and say nothing. Can be made to refuse. */
public final class FakeCluster implements AutoCloseable {

    /** @param retryAfter seconds; empty for none */
    private record Refusal(int status, String retryAfter) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String pods;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> watches = new CopyOnWriteArrayList<>();
    private volatile String token = "";

    public FakeCluster(int pods) throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), pods);
    }

    /** @param server may speak TLS */
    public FakeCluster(HttpServer server, int pods) {
        this.server = server;
        this.pods = IntStream.range(0, pods).mapToObj(FakeCluster::pod).collect(Collectors.joining(","));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static String pod(int number) {
        return """
                {"metadata":{"name":"web-%d","namespace":"shop","uid":"uid-%d","resourceVersion":"%d",\
                "labels":{"app":"web"},"ownerReferences":[{"kind":"ReplicaSet","name":"web-7d9c","controller":true}]},\
                "spec":{"nodeName":"node-1","containers":[{"name":"app","image":"shop/web:1"}]},\
                "status":{"phase":"Running","containerStatuses":[{"name":"app","ready":true,"restartCount":0,\
                "state":{"running":{"startedAt":"2026-11-21T12:00:00Z"}}}]}}""".formatted(number, number, number + 1);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    /** From now on only who shows this one is let in. */
    public FakeCluster accepts(String bearerToken) {
        token = bearerToken;
        return this;
    }

    /** What has this in its path or query: {@code /pods}, {@code /nodes}, {@code kube-system}, {@code watch=1}. */
    public FakeCluster refuses(String what, int status, String retryAfter) {
        refusals.put(what, new Refusal(status, retryAfter));
        return this;
    }

    public FakeCluster refusesNothing() {
        refusals.clear();
        return this;
    }

    /** Paths with queries, in their order, refused ones too. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int openWatches() {
        return watches.size();
    }

    public void endWatches() {
        watches.forEach(HttpExchange::close);
        watches.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().toString();
        requests.add(asked);
        exchange.getRequestBody().close();
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (!token.isEmpty() && !("Bearer " + token).equals(shown)) {
            answer(exchange, 401, "{\"message\":\"Unauthorized\"}");
            return;
        }
        for (var refusal : refusals.entrySet()) {
            if (asked.contains(refusal.getKey())) {
                if (!refusal.getValue().retryAfter().isEmpty()) {
                    exchange.getResponseHeaders()
                            .add("Retry-After", refusal.getValue().retryAfter());
                }
                answer(exchange, refusal.getValue().status(), "{\"message\":\"not now\"}");
                return;
            }
        }
        if (asked.contains("watch=1")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            watches.add(exchange);
        } else if (asked.contains("kube-system")) {
            answer(exchange, 200, "{\"metadata\":{\"uid\":\"uid-of-" + port() + "\"}}");
        } else {
            var items = asked.contains("/pods") ? pods : "";
            answer(exchange, 200, "{\"metadata\":{\"resourceVersion\":\"9999\"},\"items\":[" + items + "]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
