package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which workload a pod is of, and which workloads have pods on a node. */
final class Owners {

    private record PodName(String cluster, String namespace, String pod) {}

    private final Map<PodName, Subject> byName = new HashMap<>();
    private final Map<String, Subject> byUid = new HashMap<>();
    private final Map<Subject, Set<Subject>> byNode = new HashMap<>();

    void add(String cluster, JsonNode pod) {
        var workload = Subject.ofPod(cluster, pod);
        var metadata = pod.path("metadata");
        byName.put(
                new PodName(cluster, workload.namespace(), metadata.path("name").asText()), workload);
        byUid.put(metadata.path("uid").asText(), workload);
        var node = pod.at("/spec/nodeName").asText();
        if (!node.isEmpty()) {
            byNode.computeIfAbsent(Subject.node(cluster, node), n -> new LinkedHashSet<>())
                    .add(workload);
        }
    }

    @Nullable
    Subject ofPod(String uid) {
        return byUid.get(uid);
    }

    /**
     * Whom an alert with these labels tells of. One of a node also tells of the workloads that ever had a pod there, which a person would
     * look up.
     */
    Set<Subject> of(Map<String, String> labels) {
        var cluster = labels.getOrDefault("cluster", "");
        var namespace = labels.getOrDefault("namespace", "");
        if (labels.containsKey("pod")) {
            var workload = byName.get(new PodName(cluster, namespace, labels.getOrDefault("pod", "")));
            return workload == null ? Set.of() : Set.of(workload);
        } else if (labels.containsKey("deployment")) {
            return Set.of(new Subject(cluster, "Deployment", namespace, labels.getOrDefault("deployment", "")));
        } else if (labels.containsKey("statefulset")) {
            return Set.of(new Subject(cluster, "StatefulSet", namespace, labels.getOrDefault("statefulset", "")));
        } else if (labels.containsKey("job_name")) {
            return Set.of(Subject.ofController(cluster, namespace, "Job", labels.getOrDefault("job_name", "")));
        }
        var node = Subject.node(cluster, labels.getOrDefault("node", ""));
        var all = new LinkedHashSet<Subject>();
        all.add(node);
        all.addAll(byNode.getOrDefault(node, Set.of()));
        return all;
    }
}
