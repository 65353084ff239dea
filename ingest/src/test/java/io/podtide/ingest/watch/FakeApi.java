package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An API server whose watches stay open and can be broken, which fabric8's mock server offers over WebSockets only. A list is
 * answered by what is queued for it, the last of it again and again.
 */
final class FakeApi implements AutoCloseable {

    /** One answer to a list. */
    record Answer(int status, String body, String retryAfter) {}

    private final HttpServer server;
    private final Queue<Answer> podLists = new ArrayDeque<>();
    private final Queue<Answer> eventLists = new ArrayDeque<>();
    private final Queue<Answer> nodeLists = new ArrayDeque<>();
    private final BlockingQueue<FakeWatch> podWatches = new LinkedBlockingQueue<>();
    private final BlockingQueue<FakeWatch> eventWatches = new LinkedBlockingQueue<>();
    private final BlockingQueue<FakeWatch> nodeWatches = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private volatile boolean brittle;
    private volatile boolean mute;

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext(
                "/api/v1/namespaces/kube-system", e -> answer(e, ok("{\"metadata\":{\"uid\":\"cluster-uid\"}}")));
        server.createContext("/api/v1/pods", exchange -> handle(exchange, podLists, podWatches));
        server.createContext("/api/v1/events", exchange -> handle(exchange, eventLists, eventWatches));
        server.createContext("/api/v1/nodes", exchange -> handle(exchange, nodeLists, nodeWatches));
        events(list("1"));
        nodes(list("1"));
        server.start();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://localhost:" + server.getAddress().getPort() + "/")
                .build();
    }

    KubeConnection connection() {
        return KubeConnection.of(config(), new ClusterAccess(null, null, "prod-1"));
    }

    /** Watches end as if the network had failed: the server promised more. */
    FakeApi brittle() {
        brittle = true;
        return this;
    }

    /** No watch is answered from now on, and those that stand go on to. */
    void answersNoWatch() {
        mute = true;
    }

    FakeApi pods(Answer... answers) {
        synchronized (podLists) {
            podLists.addAll(Arrays.asList(answers));
        }
        return this;
    }

    FakeApi events(Answer... answers) {
        synchronized (eventLists) {
            eventLists.clear();
            eventLists.addAll(Arrays.asList(answers));
        }
        return this;
    }

    FakeApi nodes(Answer... answers) {
        synchronized (nodeLists) {
            nodeLists.clear();
            nodeLists.addAll(Arrays.asList(answers));
        }
        return this;
    }

    static Answer list(String version, String... items) {
        return page(version, "", items);
    }

    static Answer page(String version, String next, String... items) {
        return ok("{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"%s\",\"continue\":\"%s\"},\"items\":[%s]}"
                .formatted(version, next, String.join(",", items)));
    }

    static Answer ok(String body) {
        return new Answer(200, body, "");
    }

    static Answer refusal(int status, String message) {
        return new Answer(
                status, "{\"kind\":\"Status\",\"message\":\"%s\",\"code\":%d}".formatted(message, status), "");
    }

    /** The next watch on pods. */
    FakeWatch podWatch() throws InterruptedException {
        return next(podWatches);
    }

    FakeWatch eventWatch() throws InterruptedException {
        return next(eventWatches);
    }

    FakeWatch nodeWatch() throws InterruptedException {
        return next(nodeWatches);
    }

    private static FakeWatch next(BlockingQueue<FakeWatch> watches) throws InterruptedException {
        var watch = watches.poll(10, TimeUnit.SECONDS);
        if (watch == null) {
            throw new AssertionError("no watch was begun");
        }
        return watch;
    }

    /** Paths and queries of all lists of pods, in their order. */
    List<String> podLists() {
        return lists("/api/v1/pods");
    }

    List<String> nodeLists() {
        return lists("/api/v1/nodes");
    }

    private List<String> lists(String path) {
        return requests.stream().filter(r -> r.startsWith(path + "?limit")).collect(Collectors.toList());
    }

    private void handle(HttpExchange exchange, Queue<Answer> lists, BlockingQueue<FakeWatch> watches)
            throws IOException {
        var query = exchange.getRequestURI().getQuery();
        requests.add(exchange.getRequestURI().getPath() + '?' + query);
        if (mute && query.contains("watch=1")) {
            exchange.close();
            return;
        }
        if (query.contains("watch=1")) {
            exchange.sendResponseHeaders(200, brittle ? Integer.MAX_VALUE : 0);
            exchange.getResponseBody().flush();
            watches.add(new FakeWatch(exchange, query));
            return;
        }
        Answer answer;
        synchronized (lists) {
            answer = lists.size() > 1 ? lists.remove() : lists.peek();
        }
        answer(exchange, answer == null ? refusal(500, "no list is queued") : answer);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var body = answer.body().getBytes(UTF_8);
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
