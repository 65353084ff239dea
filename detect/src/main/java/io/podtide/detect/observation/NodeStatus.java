package io.podtide.detect.observation;

import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One status of one Node, as far as its pods depend on it.
 *
 * @param cluster name of the cluster
 * @param clusterUid UID of the cluster's kube-system namespace, empty when not known
 * @param name {@code metadata.name}
 * @param uid {@code metadata.uid}; a node that joins again has another
 * @param resourceVersion as a number, -1 where it is none
 * @param observedAt the observer's clock
 * @param delivery how the observer came by it
 * @param unschedulable {@code spec.unschedulable}: cordoned
 * @param taints {@code spec.taints} as {@code key=value:effect}
 * @param createdAt {@code metadata.creationTimestamp}
 * @param conditions {@code status.conditions}: Ready, MemoryPressure, DiskPressure, PIDPressure ...
 */
public record NodeStatus(
        String cluster,
        String clusterUid,
        String name,
        String uid,
        long resourceVersion,
        Instant observedAt,
        Delivery delivery,
        boolean unschedulable,
        List<String> taints,
        @Nullable Instant createdAt,
        List<PodCondition> conditions)
        implements Observation {

    public NodeStatus {
        taints = List.copyOf(taints);
        conditions = List.copyOf(conditions);
    }

    /** Record key: {@code cluster/node}. */
    @Override
    public String key() {
        return ClusterKey.of(cluster, name);
    }

    /** Which of the node's states it is. */
    public Version version() {
        return new Version(resourceVersion, observedAt);
    }

    /** The condition of this type, where the status has one. */
    public Optional<PodCondition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
