package io.podtide.ingest.kube;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a pod while it lives, for the day it is gone and nobody saw it go: who it was, whose and where. What it said
 * of itself last has been handed on and is not kept: it was twenty times as much, and no news any more.
 *
 * @param kind the same object for the pods of a workload
 */
public record LastSeen(String name, @Nullable Instant createdAt, String node, String phase, Kind kind) {

    /** Labels that are another for each pod, which nobody routes by. */
    private static final Set<String> OF_ONE_POD = Set.of(
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "batch.kubernetes.io/job-completion-index");

    /** What the pods of a workload have in common. */
    record Kind(
            String namespace,
            Map<String, String> labels,
            ObjectMeta.@Nullable Annotations annotations,
            List<ObjectMeta.Owner> owners,
            String restartPolicy) {}

    public static LastSeen of(KubeObject pod, Pool pool) {
        return new LastSeen(
                pod.name(), pod.createdAt(), pool.same(node(pod)), pool.same(phase(pod)), pool.same(kind(pod)));
    }

    /** The same one where nothing of it has changed, as with most changes of a pod. */
    public LastSeen now(KubeObject pod, Pool pool) {
        return node.equals(node(pod)) && phase.equals(phase(pod)) && kind.equals(kind(pod)) ? this : of(pod, pool);
    }

    private static String node(KubeObject pod) {
        return pod.spec() == null ? "" : pod.spec().nodeName();
    }

    private static String phase(KubeObject pod) {
        return pod.status() == null ? "" : pod.status().phase();
    }

    private static Kind kind(KubeObject pod) {
        var meta = pod.metadata();
        var policy = pod.spec() == null ? "" : pod.spec().restartPolicy();
        return meta == null
                ? new Kind("", Map.of(), null, List.of(), policy)
                : new Kind(meta.namespace(), shared(meta.labels()), meta.annotations(), meta.ownerReferences(), policy);
    }

    private static Map<String, String> shared(Map<String, String> labels) {
        if (labels.keySet().stream().noneMatch(OF_ONE_POD::contains)) {
            return labels;
        }
        var shared = new HashMap<>(labels);
        shared.keySet().removeAll(OF_ONE_POD);
        return shared;
    }

    /** The pod as far as it is known: without conditions, containers and finalizers. */
    public KubeObject asPod(String uid, long version) {
        var meta = new ObjectMeta(
                name,
                kind.namespace,
                uid,
                version < 0 ? "" : Long.toString(version),
                createdAt,
                null,
                0,
                kind.labels,
                kind.annotations,
                kind.owners,
                List.of());
        var spec = new ObjectSpec(
                node, kind.restartPolicy, List.of(), List.of(), List.of(), List.of(), null, false, List.of());
        var status = new ObjectStatus(phase, "", "", null, List.of(), List.of(), List.of(), List.of());
        return KubeObject.pod(meta, spec, status);
    }
}
