package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a pod's controller knows of it.
 *
 * @param owner name of what the pods of one template have in common: the ReplicaSet, the revision of a StatefulSet, the Job
 * @param counts it is not over, and not on its way out
 */
record PodState(Subject workload, String owner, boolean ready, boolean counts, Instant created, List<Sample> samples) {

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    static PodState of(String cluster, JsonNode pod) {
        var metadata = pod.path("metadata");
        var status = pod.path("status");
        return new PodState(
                Subject.ofPod(cluster, pod),
                metadata.at("/labels/controller-revision-hash")
                        .asText(metadata.at("/ownerReferences/0/name").asText()),
                isReady(status),
                !metadata.has("deletionTimestamp")
                        && !OVER.contains(status.path("phase").asText()),
                Instant.parse(metadata.path("creationTimestamp").asText()),
                PodSamples.of(pod));
    }

    private static boolean isReady(JsonNode status) {
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
