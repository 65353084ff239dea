package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** One open watch of a {@link FakeApi}. */
final class FakeWatch {

    private final HttpExchange exchange;
    private final String query;

    FakeWatch(HttpExchange exchange, String query) {
        this.exchange = exchange;
        this.query = query;
    }

    /** From where it was asked to begin. */
    String from() {
        return query.replaceAll(".*resourceVersion=([^&]*).*", "$1");
    }

    FakeWatch sends(String type, String object) throws IOException {
        return sends("{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object.strip()));
    }

    FakeWatch sends(String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.getResponseBody().flush();
        return this;
    }

    /** As a server does when the time it was asked for is over; of a brittle one, as a network does. */
    void ends() {
        exchange.close();
    }
}
