package io.podtide.alerts.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Stands before a server: passes on what is posted, refuses it, or is not there. */
final class Gate implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI behind;
    private HttpServer server;
    private volatile int refusesWith;

    Gate(URI behind) throws IOException {
        this.behind = behind;
        this.server = listen(0);
    }

    private HttpServer listen(int port) throws IOException {
        var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        listening.createContext("/", this::pass);
        listening.start();
        return listening;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            int status = refusesWith;
            if (status == 0) {
                var request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                        .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
                status = client.send(request, BodyHandlers.discarding()).statusCode();
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void refuses(int status) {
        refusesWith = status;
    }

    /** Connections are refused. */
    void shut() {
        server.stop(0);
    }

    void open() throws IOException {
        refusesWith = 0;
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
