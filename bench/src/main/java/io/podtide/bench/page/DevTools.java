package io.podtide.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks Chromium's own protocol over its socket: one command at a time, events are left out. Not thread-safe. */
final class DevTools implements WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private @Nullable WebSocket socket;
    private int commands;

    private DevTools() {}

    static DevTools connect(URI address) {
        var tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .join();
        return tools;
    }

    /** What Chromium answers; an exception where it refuses. */
    JsonNode send(@Nullable String session, String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++commands;
        var command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        socket.sendText(command.toString(), true).join();
        while (true) {
            var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("Chromium does not answer to " + method);
            }
            if (answer.path("id").asInt() != id) {
                continue;
            }
            if (answer.has("error")) {
                throw new IllegalStateException(method + ": " + answer.get("error"));
            }
            return answer.path("result");
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                answers.add(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                partial.setLength(0);
            }
        }
        webSocket.request(1);
        return null;
    }
}
