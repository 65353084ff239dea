package io.podtide.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * What Confluent documents of its registry, as far as writers and readers of Avro need it; it can go away and come back with what
 * it knew.
 */
final class LocalRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ids begin there: none of ours. */
    private static final int FIRST = 41;

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final int port;
    private HttpServer server;

    LocalRegistry() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        listening.createContext("/", this::answer);
        listening.start();
        return listening;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = listen(port);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = URI.create(exchange.getRequestURI().toString()).getPath().split("/", -1);
            if (path[1].equals("schemas")) {
                schema(exchange, Integer.parseInt(path[3]) - FIRST);
            } else if (path.length == 2) {
                send(exchange, 200, JSON.valueToTree(subjects.keySet()));
            } else if (path.length == 3) {
                lookUp(exchange, path[2], body(exchange));
            } else {
                register(exchange, path[2], body(exchange));
            }
        }
    }

    private void schema(HttpExchange exchange, int index) throws IOException {
        if (index < 0 || index >= schemas.size()) {
            refuse(exchange, 40403, "Schema not found");
        } else {
            send(
                    exchange,
                    200,
                    JSON.createObjectNode().put("schema", schemas.get(index).toString()));
        }
    }

    private void lookUp(HttpExchange exchange, String subject, Schema schema) throws IOException {
        int index = schemas.indexOf(schema);
        var versions = subjects.get(subject);
        if (versions == null) {
            refuse(exchange, 40401, "Subject '" + subject + "' not found.");
        } else if (!versions.contains(index)) {
            refuse(exchange, 40403, "Schema not found");
        } else {
            send(
                    exchange,
                    200,
                    JSON.createObjectNode()
                            .put("subject", subject)
                            .put("version", versions.indexOf(index) + 1)
                            .put("id", FIRST + index)
                            .put("schema", schema.toString()));
        }
    }

    private void register(HttpExchange exchange, String subject, Schema schema) throws IOException {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        var index = schemas.indexOf(schema);
        subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(index);
        send(exchange, 200, JSON.createObjectNode().put("id", FIRST + index));
    }

    private static Schema body(HttpExchange exchange) throws IOException {
        return new Schema.Parser()
                .parse(JSON.readTree(exchange.getRequestBody()).path("schema").asText());
    }

    private static void refuse(HttpExchange exchange, int code, String message) throws IOException {
        send(
                exchange,
                code / 100,
                JSON.createObjectNode().put("error_code", code).put("message", message));
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
