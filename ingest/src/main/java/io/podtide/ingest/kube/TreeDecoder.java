package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object out of a tree that is known to be whole, so that a fault in it costs no other object. A fault in a kind we
 * do not watch is none: a custom resource may put anything under {@code spec}.
 */
final class TreeDecoder {

    private static final List<String> COMMON_TO_ALL_KINDS = List.of("apiVersion", "kind", "metadata");

    private TreeDecoder() {}

    static @Nullable KubeObject decode(JsonNode tree, int line, Problems problems) {
        if (!(tree instanceof ObjectNode object)) {
            problems.report(line, "is no object");
            return null;
        }
        try {
            return KubeJson.MAPPER.treeToValue(object, KubeObject.class);
        } catch (JsonProcessingException e) {
            if (isWatched(object)) {
                problems.report(line, display(object) + ": " + JsonProblem.describe(e));
                return null;
            }
            return withoutItsOwnFields(object.deepCopy().retain(COMMON_TO_ALL_KINDS), line, problems);
        }
    }

    private static boolean isWatched(ObjectNode object) {
        return switch (object.path("kind").asText()) {
            case "Pod", "Event" -> true;
            case "Node" -> List.of("", "v1").contains(object.path("apiVersion").asText()); // others have Nodes too
            case "" -> object.has("metadata");
            default -> false;
        };
    }

    private static @Nullable KubeObject withoutItsOwnFields(ObjectNode object, int line, Problems problems) {
        try {
            return KubeJson.MAPPER.treeToValue(object, KubeObject.class);
        } catch (JsonProcessingException e) {
            problems.report(line, display(object) + ": " + JsonProblem.describe(e));
            return null;
        }
    }

    private static String display(ObjectNode object) {
        var meta = object.path("metadata");
        var namespace = meta.path("namespace").asText();
        var name = meta.path("name").asText();
        return object.path("kind").asText("object") + ' ' + (namespace.isEmpty() ? name : namespace + '/' + name);
    }
}
