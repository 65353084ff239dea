package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A node as kube-state-metrics shows it (docs/metrics/cluster/node-metrics.md there): the families that the rules read. */
final class NodeSamples {

    private NodeSamples() {}

    static List<Sample> of(JsonNode object) {
        var node = object.path("metadata").path("name").asText();
        var spec = object.path("spec");
        var samples = new ArrayList<Sample>();
        samples.add(Sample.of(
                "kube_node_spec_unschedulable", spec.path("unschedulable").asBoolean(), "node", node));
        for (var taint : spec.path("taints")) {
            samples.add(Sample.of(
                    "kube_node_spec_taint",
                    true,
                    "node",
                    node,
                    "key",
                    taint.path("key").asText(),
                    "value",
                    taint.path("value").asText(),
                    "effect",
                    taint.path("effect").asText()));
        }
        for (var condition : object.path("status").path("conditions")) {
            var is = condition.path("status").asText();
            for (var status : PodSamples.STATUSES) {
                samples.add(Sample.of(
                        "kube_node_status_condition",
                        status.equalsIgnoreCase(is),
                        "node",
                        node,
                        "condition",
                        condition.path("type").asText(),
                        "status",
                        status));
            }
        }
        return List.copyOf(samples);
    }
}
