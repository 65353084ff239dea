package io.podtide.alerts.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.util.function.UnaryOperator;

/** An incident without secrets. They are masked where they leave a cluster; here for what comes from elsewhere, or from before. */
final class Masked {

    private Masked() {}

    static Incident of(Incident incident, UnaryOperator<String> mask) {
        var tree = IncidentJson.toTree(incident);
        mask(tree, "summary", mask);
        mask(tree, "remedy", mask);
        if (tree.get("causeDetail") instanceof ObjectNode detail) {
            detail.fieldNames().forEachRemaining(key -> mask(detail, key, mask));
        }
        if (tree.get("evidence") instanceof ArrayNode evidence) {
            evidence.forEach(one -> {
                if (one instanceof ObjectNode object) {
                    mask(object, "message", mask);
                }
            });
        }
        return IncidentJson.fromTree(tree);
    }

    private static void mask(ObjectNode object, String key, UnaryOperator<String> mask) {
        object.put(key, mask.apply(object.path(key).asText()));
    }
}
