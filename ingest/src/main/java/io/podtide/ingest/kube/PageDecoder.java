package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a list as an API server sends it, item by item straight off the wire, so that a page takes no more memory
 * than an item. A field of a wrong type costs its item; what is no JSON costs the page.
 */
public final class PageDecoder {

    private static final ObjectReader ITEM = KubeJson.MAPPER.readerFor(KubeObject.class);

    private final Consumer<KubeObject> found;
    private final Consumer<String> problems;

    public PageDecoder(Consumer<KubeObject> found, Consumer<String> problems) {
        this.found = found;
        this.problems = problems;
    }

    /** The parser stands at the beginning of an object; what that says of itself is returned, empty where it is no list. */
    public ListMeta read(JsonParser parser) throws IOException {
        var meta = new ListMeta("", "");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var value = parser.nextToken();
            if (field.equals("metadata")) {
                meta = ListMeta.of(KubeJson.MAPPER.<JsonNode>readTree(parser));
            } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
                items(parser);
            } else {
                parser.skipChildren();
            }
        }
        return meta;
    }

    private void items(JsonParser parser) throws IOException {
        var depth = parser.getParsingContext().getNestingDepth();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var item = item(parser, depth);
            if (item != null) {
                found.accept(item);
            }
        }
    }

    private @Nullable KubeObject item(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        try {
            return ITEM.readValue(parser);
        } catch (JsonMappingException e) {
            problems.accept(JsonProblem.describe(e));
            skipToEndOfItem(parser, depth);
            return null;
        }
    }

    private static void skipToEndOfItem(JsonParser parser, int depth) throws IOException {
        while (parser.currentToken() != JsonToken.END_OBJECT
                || parser.getParsingContext().getNestingDepth() != depth) {
            if (parser.nextToken() == null) {
                throw new EOFException("the list ends in the middle of an item");
            }
        }
    }
}
