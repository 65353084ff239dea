package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;

/** A server on loopback that keeps what it is asked and answers as it was told to, with 200 and an empty object otherwise. */
final class FakeService implements AutoCloseable {

    record Asked(String method, String path, String query, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.parse(body);
        }
    }

    private record Answer(int status, String body, Map<String, String> headers, long delayMillis) {}

    private final HttpServer server;
    private final List<Asked> asked = new ArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** To the next request that has no answer yet. */
    FakeService answers(int status, String body) {
        return answers(status, body, Map.of());
    }

    synchronized FakeService answers(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers, 0));
        return this;
    }

    synchronized FakeService answersLate(long millis) {
        answers.add(new Answer(200, "{}", Map.of(), millis));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            var uri = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer next;
            synchronized (this) {
                asked.add(new Asked(
                        exchange.getRequestMethod(), uri.getPath(), String.valueOf(uri.getQuery()), headers, body));
                next = answers.isEmpty() ? new Answer(200, "{}", Map.of(), 0) : answers.remove();
            }
            Thread.sleep(next.delayMillis());
            next.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = next.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Since this was asked last. */
    synchronized List<Asked> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
