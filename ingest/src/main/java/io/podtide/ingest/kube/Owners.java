package io.podtide.ingest.kube;

import io.podtide.detect.observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a pod belongs to as people name it, from owner references and the way controllers name what they create: to watch
 * ReplicaSets and Jobs for it would cost as much memory as the pods.
 */
final class Owners {

    /** CronJobs append the scheduled minute since 1970, before Kubernetes 1.21 the second. */
    private static final Pattern SCHEDULED = Pattern.compile("(.+)-(\\d{8}|\\d{10})");
    /** A minute that is nowhere near the pod's own time is none: {@code migrate-20261121} is a Job. */
    private static final Duration NEAR = Duration.ofDays(366);

    private static final Pattern NUMBERED = Pattern.compile("(.+)-\\d+");
    /** The alphabet of {@code k8s.io/apimachinery/pkg/util/rand}: no vowels, no 0, 1, 3. */
    private static final Pattern HASHED = Pattern.compile("(.+)-[bcdfghjklmnpqrstvwxz2456789]{8,10}");

    /** What stands for each digit: that alphabet, from the place of the digit's own code. */
    private static final String ENCODED = "456789bcdf";

    private static final Set<String> CONTROLLERS = Set.of(
            "Deployment",
            "StatefulSet",
            "DaemonSet",
            "CronJob",
            "ReplicationController",
            "DeploymentConfig",
            "Rollout");

    private Owners() {}

    /** A static pod's owner is its Node, which is no workload: it stands for itself, as a pod without an owner does. */
    static Workload workload(Cluster cluster, ObjectMeta pod) {
        var owner = pod.ownerReferences().stream()
                .filter(ObjectMeta.Owner::controller)
                .findFirst()
                .or(() -> pod.ownerReferences().stream().findFirst())
                .filter(o ->
                        !o.kind().isEmpty() && !o.name().isEmpty() && !o.kind().equals("Node"));
        return owner.map(o -> workload(cluster, pod, o))
                .orElseGet(() -> cluster.workload(pod.namespace(), "Pod", pod.name()));
    }

    private static Workload workload(Cluster cluster, ObjectMeta pod, ObjectMeta.Owner owner) {
        return switch (owner.kind()) {
            case "ReplicaSet" -> ofReplicaSet(cluster, pod, owner.name());
            case "ReplicationController" -> ofReplicationController(cluster, pod, owner.name());
            case "Job" -> ofJob(cluster, pod.namespace(), owner.name(), pod.creationTimestamp());
            default -> cluster.workload(pod.namespace(), owner.kind(), owner.name());
        };
    }

    private static Workload ofReplicaSet(Cluster cluster, ObjectMeta pod, String name) {
        var rollout = without(name, pod.label("rollouts-pod-template-hash"));
        if (rollout != null) {
            return cluster.workload(pod.namespace(), "Rollout", rollout);
        }
        var hash = pod.label("pod-template-hash");
        var deployment = without(name, hash);
        if (deployment == null) {
            deployment = without(name, inNames(hash));
        }
        return deployment == null
                ? cluster.workload(pod.namespace(), "ReplicaSet", name)
                : cluster.workload(pod.namespace(), "Deployment", deployment);
    }

    /**
     * Kubernetes 1.8 to 1.11 has the hash in the label as a number, and in the name by {@code rand.SafeEncodeString}, which takes the
     * characters of {@link #HASHED} in turn.
     */
    private static String inNames(String hash) {
        var encoded = new StringBuilder(hash.length());
        for (int i = 0; i < hash.length(); i++) {
            var digit = hash.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return hash;
            }
            encoded.append(ENCODED.charAt(digit));
        }
        return encoded.toString();
    }

    private static @Nullable String without(String name, String hash) {
        var end = name.length() - hash.length() - 1;
        return hash.isEmpty() || end < 1 || !name.endsWith('-' + hash) ? null : name.substring(0, end);
    }

    private static Workload ofReplicationController(Cluster cluster, ObjectMeta pod, String name) {
        var config = pod.annotations() == null ? "" : pod.annotations().deploymentConfig();
        if (config.isEmpty()) {
            config = pod.label("deploymentconfig");
        }
        var numbered = NUMBERED.matcher(name);
        if (config.isEmpty() && pod.label("deployment").equals(name) && numbered.matches()) {
            config = numbered.group(1);
        }
        return config.isEmpty()
                ? cluster.workload(pod.namespace(), "ReplicationController", name)
                : cluster.workload(pod.namespace(), "DeploymentConfig", config);
    }

    private static Workload ofJob(Cluster cluster, String namespace, String name, @Nullable Instant created) {
        var scheduled = SCHEDULED.matcher(name);
        return scheduled.matches() && isNear(scheduled.group(2), created)
                ? cluster.workload(namespace, "CronJob", scheduled.group(1))
                : cluster.workload(namespace, "Job", name);
    }

    private static boolean isNear(String time, @Nullable Instant created) {
        var seconds = Long.parseLong(time) * (time.length() == 8 ? 60 : 1);
        return created == null
                || Duration.between(Instant.ofEpochSecond(seconds), created)
                                .abs()
                                .compareTo(NEAR)
                        < 0;
    }

    /** What an Event is about, by kind and name alone; null where that is no workload or, as with a Pod, does not tell. */
    static @Nullable Workload ofRegarding(Cluster cluster, KubeObject.Reference regarding, Instant at) {
        if (regarding.kind().equals("Job")) {
            return ofJob(cluster, regarding.namespace(), regarding.name(), at);
        }
        if (regarding.kind().equals("ReplicaSet")) {
            var hashed = HASHED.matcher(regarding.name());
            return hashed.matches()
                    ? cluster.workload(regarding.namespace(), "Deployment", hashed.group(1))
                    : cluster.workload(regarding.namespace(), "ReplicaSet", regarding.name());
        }
        return CONTROLLERS.contains(regarding.kind())
                ? cluster.workload(regarding.namespace(), regarding.kind(), regarding.name())
                : null;
    }
}
