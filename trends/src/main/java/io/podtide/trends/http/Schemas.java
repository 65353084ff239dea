package io.podtide.trends.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shapes of what is answered, in JSON Schema. */
final class Schemas {

    private Schemas() {}

    static ObjectNode all() {
        try (var in = Schemas.class.getResourceAsStream("schemas.json")) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("schemas.json of this jar is broken", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
