package io.podtide.ingest.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.KubeConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An API server with one Lease, which it lets nobody overwrite unseen. Each process has a way to it of its own, that can be cut. */
final class FakeLeases implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/apis/coordination.k8s.io/v1/namespaces/podtide/leases";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path directory;
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
    private final Map<String, Integer> forbidden = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private @Nullable ObjectNode lease;
    private int version;

    /** @param retryAfter seconds */
    private record Refusal(int status, int retryAfter) {}

    /** @param nanos {@link System#nanoTime()} */
    private record Asked(String process, long nanos) {}

    FakeLeases(Path directory) throws IOException {
        this.directory = directory;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The way of one process. */
    KubeConnection connection(String process) throws IOException {
        var file = Files.writeString(directory.resolve(process + ".yaml"), """
                        apiVersion: v1
                        kind: Config
                        current-context: prod
                        contexts: [{name: prod, context: {cluster: prod, user: podtide}}]
                        clusters: [{name: prod, cluster: {server: "http://localhost:%d/%s"}}]
                        users: [{name: podtide, user: {token: t}}]
                        """.formatted(
                        server.getAddress().getPort(), process));
        return KubeConnection.open(new ClusterAccess(file, null, "prod-1"));
    }

    /** Whatever that process asks is answered no more. */
    void cut(String process) {
        cut.add(process);
    }

    void mend(String process) {
        cut.remove(process);
    }

    /** The next request of that process. Those before it are forgotten. */
    void refuseNext(String process, int status, int retryAfter) {
        refused.put(process, new Refusal(status, retryAfter));
    }

    /** Whatever that process asks, until it is permitted. */
    void refuse(String process, int status) {
        forbidden.put(process, status);
    }

    void permit(String process) {
        forbidden.remove(process);
    }

    boolean hasRefused(String process) {
        return !refused.containsKey(process);
    }

    /** When that process has asked, from the request that was refused on. */
    List<Long> asked(String process) {
        return asked.stream()
                .filter(each -> each.process().equals(process))
                .map(Asked::nanos)
                .toList();
    }

    synchronized Lease lease() {
        return new Lease(lease == null ? JSON.createObjectNode() : lease.deepCopy());
    }

    synchronized void put(String json) throws IOException {
        var unusedAnswer = store(json);
    }

    synchronized void delete() {
        lease = null;
    }

    /** As {@code kubectl label} does. */
    synchronized void label(String key, String value) {
        Objects.requireNonNull(lease)
                .withObjectProperty("metadata")
                .put("resourceVersion", Integer.toString(++version))
                .withObjectProperty("labels")
                .put(key, value);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var process = path.split("/", -1)[1];
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        while (cut.contains(process)) {
            try {
                Thread.sleep(20); // a network that swallows everything
            } catch (InterruptedException e) {
                exchange.close();
                return;
            }
        }
        var status = forbidden.get(process);
        if (status != null) {
            say(exchange, status, "{\"message\":\"not now\"}");
            return;
        }
        var refusal = refused.remove(process);
        if (refusal != null) {
            asked.removeIf(each -> each.process().equals(process));
        }
        asked.add(new Asked(process, System.nanoTime()));
        if (refusal != null) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(refusal.retryAfter()));
            say(exchange, refusal.status(), "{\"message\":\"not now\"}");
            return;
        }
        answer(exchange, path.substring(process.length() + 1), body);
    }

    private synchronized void answer(HttpExchange exchange, String path, String body) throws IOException {
        var method = exchange.getRequestMethod();
        if (method.equals("POST") && path.equals(PATH)) {
            say(exchange, lease == null ? 201 : 409, lease == null ? store(body) : "{\"message\":\"already exists\"}");
        } else if (lease == null || !path.equals(PATH + "/podtide-ingest")) {
            say(exchange, 404, "{\"message\":\"not found\"}");
        } else if (method.equals("GET")) {
            say(exchange, 200, lease.toString());
        } else if (method.equals("PUT") && version(JSON.readTree(body)).equals(version(lease))) {
            say(exchange, 200, store(body));
        } else {
            say(exchange, 409, "{\"message\":\"the object has been modified\"}");
        }
    }

    private String store(String body) throws IOException {
        var stored = (ObjectNode) JSON.readTree(body);
        stored.withObjectProperty("metadata").put("resourceVersion", Integer.toString(++version));
        lease = stored;
        return stored.toString();
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        cut.clear();
        server.stop(0);
        threads.shutdownNow();
    }
}
