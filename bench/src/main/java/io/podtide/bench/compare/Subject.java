package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A workload or a node: what fails, and what is told of.
 *
 * @param namespace {@code -} for a node
 */
record Subject(String cluster, String kind, String namespace, String name) {

    /** Jobs of a CronJob have the minute they were due for a suffix. */
    private static final Pattern OF_CRON_JOB = Pattern.compile("-\\d{8,}$");

    static Subject node(String cluster, String name) {
        return new Subject(cluster, "Node", "-", name);
    }

    /** The workload that a person would name: that of its controller, or the pod itself. */
    static Subject ofPod(String cluster, JsonNode pod) {
        var metadata = pod.path("metadata");
        for (var owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return ofController(
                        cluster,
                        metadata.path("namespace").asText(),
                        owner.path("kind").asText(),
                        owner.path("name").asText());
            }
        }
        return new Subject(
                cluster,
                "Pod",
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }

    /** A ReplicaSet is its Deployment's, a Job may be a CronJob's. */
    static Subject ofController(String cluster, String namespace, String kind, String name) {
        int hash = name.lastIndexOf('-');
        if (kind.equals("ReplicaSet") && hash > 0) {
            return new Subject(cluster, "Deployment", namespace, name.substring(0, hash));
        }
        var minute = OF_CRON_JOB.matcher(name);
        return kind.equals("Job") && minute.find()
                ? new Subject(cluster, "CronJob", namespace, name.substring(0, minute.start()))
                : new Subject(cluster, kind, namespace, name);
    }
}
