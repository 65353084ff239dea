package io.podtide.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said to one request. */
record Reply(int status, String contentType, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = "text/plain; charset=utf-8";

    static Reply text(int status, String text) {
        return new Reply(status, PLAIN, text + '\n');
    }

    static Reply json(int status, Map<String, @Nullable Object> report) {
        try {
            return new Reply(status, "application/json", JSON.writeValueAsString(report) + '\n');
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
