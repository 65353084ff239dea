package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads the objects of a List item by item, and single objects, arrays and sequences of any of these. Works on every parser of
 * Jackson's, that for YAML included.
 */
public final class ObjectDecoder {

    private final Consumer<KubeObject> found;
    private final Problems problems;

    public ObjectDecoder(Consumer<KubeObject> found, Problems problems) {
        this.found = found;
        this.problems = problems;
    }

    /** Reads to the end. What follows a place that cannot be parsed is lost. */
    public void readAll(JsonParser parser) throws IOException {
        try {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    readListOrObject(parser);
                } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                    readItems(parser);
                }
            }
        } catch (JsonProcessingException e) {
            problems.report(JsonProblem.line(e), JsonProblem.describe(e));
        }
    }

    /** The parser stands at the beginning of an object. If that is a List, what it says of itself is returned. */
    public ListMeta readListOrObject(JsonParser parser) throws IOException {
        var line = parser.currentTokenLocation().getLineNr();
        var own = KubeJson.MAPPER.createObjectNode();
        var list = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("items")) {
                list = true;
                readItems(parser);
            } else {
                own.set(field, KubeJson.MAPPER.<JsonNode>readTree(parser));
            }
        }
        if (!list) {
            decode(own, line);
        }
        return ListMeta.of(own.path("metadata"));
    }

    /** A tree for each item, since a wrong type in the middle of one would leave the parser nowhere. */
    private void readItems(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var line = parser.currentTokenLocation().getLineNr();
            if (KubeJson.MAPPER.<JsonNode>readTree(parser) instanceof ObjectNode item) {
                decode(item, line);
            }
        }
    }

    private void decode(ObjectNode tree, int line) {
        var object = TreeDecoder.decode(tree, Math.max(1, line), problems);
        if (object != null) {
            found.accept(object);
        }
    }
}
