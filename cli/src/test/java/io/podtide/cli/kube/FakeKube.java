package io.podtide.cli.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server with pods, Events, nodes and Leases, who knows its users by their tokens and asks {@link Rbac} what they may do.
 * Lists come in one page; watches stay open.
 */
public final class FakeKube implements AutoCloseable {

    public static final String USER = "system:serviceaccount:podtide:podtide-ingest";
    public static final String TOKEN = "fake-kube-bearer-0815-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Rbac rbac;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    /** By resource, by namespace and name. */
    private final Map<String, Map<String, ObjectNode>> objects = new ConcurrentHashMap<>();

    private final Map<String, List<HttpExchange>> watches = new ConcurrentHashMap<>();
    private int version = 100;

    public FakeKube(Rbac rbac) throws IOException {
        this.rbac = rbac;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        put("namespaces", "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"kube-system\",\"uid\":\"cluster-uid\"}}");
    }

    /** For who has the token. */
    public Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: prod-eu-1
                contexts: [{name: prod-eu-1, context: {cluster: prod-eu-1, user: podtide}}]
                clusters: [{name: prod-eu-1, cluster: {server: "http://localhost:%d"}}]
                users: [{name: podtide, user: {token: %s}}]
                """.formatted(server.getAddress().getPort(), TOKEN));
    }

    /** An object that is there now, or is as it is now; those who watch are told. */
    public synchronized void put(String resource, String json) throws IOException {
        var object = (ObjectNode) JSON.readTree(json);
        object.withObjectProperty("metadata").put("resourceVersion", Integer.toString(++version));
        var all = objects.computeIfAbsent(resource, r -> new TreeMap<>());
        var type = all.put(key(object), object) == null ? "ADDED" : "MODIFIED";
        var line = "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
        for (var watch : watches.getOrDefault(resource, List.of())) {
            watch.getResponseBody().write(line.getBytes(UTF_8));
            watch.getResponseBody().flush();
        }
    }

    public synchronized ObjectNode get(String resource, String key) {
        return objects.getOrDefault(resource, Map.of()).get(key);
    }

    /** What users wanted and could not have. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var query = exchange.getRequestURI().getQuery();
        var path = exchange.getRequestURI().getPath();
        var request = ApiRequest.of(exchange.getRequestMethod(), path, query == null ? "" : query);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            say(exchange, 401, status(401, "Unauthorized"));
        } else if (!rbac.permits(USER, request)) {
            refusals.add(request.refusal(USER));
            say(exchange, 403, status(403, request.refusal(USER)));
        } else if (request.verb().equals("watch")) {
            watch(exchange, request.resource());
        } else {
            answer(exchange, request, body);
        }
    }

    private synchronized void watch(HttpExchange exchange, String resource) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        watches.computeIfAbsent(resource, r -> new CopyOnWriteArrayList<>()).add(exchange);
    }

    private synchronized void answer(HttpExchange exchange, ApiRequest request, String body) throws IOException {
        var all = objects.computeIfAbsent(request.resource(), r -> new TreeMap<>());
        var there = all.get(request.namespace() + '/' + request.name());
        switch (request.verb()) {
            case "list" -> say(exchange, 200, list(all));
            case "get" ->
                say(exchange, there == null ? 404 : 200, there == null ? status(404, "gone") : there.toString());
            default -> store(exchange, request, (ObjectNode) JSON.readTree(body));
        }
    }

    /** Nothing is overwritten unseen: what is created is not there yet, what is updated is so in the version that was read. */
    private void store(HttpExchange exchange, ApiRequest request, ObjectNode object) throws IOException {
        var there = get(request.resource(), key(object));
        if (request.verb().equals("create")
                ? there == null
                : there != null && version(there).equals(version(object))) {
            put(request.resource(), object.toString());
            say(exchange, 200, get(request.resource(), key(object)).toString());
        } else {
            say(exchange, 409, status(409, "the object has been modified"));
        }
    }

    private String list(Map<String, ObjectNode> all) {
        var list = JSON.createObjectNode();
        list.put("kind", "List").putObject("metadata").put("resourceVersion", Integer.toString(version));
        list.putArray("items").addAll(all.values());
        return list.toString();
    }

    private static String key(ObjectNode object) {
        return object.at("/metadata/namespace").asText()
                + '/'
                + object.at("/metadata/name").asText();
    }

    private static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private static String status(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("message", message)
                .put("code", code)
                .toString();
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
        server.stop(0);
        threads.shutdownNow();
    }
}
