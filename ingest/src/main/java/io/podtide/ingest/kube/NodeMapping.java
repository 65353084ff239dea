package io.podtide.ingest.kube;

import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;

/** A Node as a {@link NodeStatus}. */
record NodeMapping(Cluster cluster) {

    Sighting see(ObjectMeta meta, KubeObject node, Instant observedAt, Delivery delivery) {
        var state = NodeState.of(node);
        return new Sighting.Seen(new NodeStatus(
                cluster.name(),
                cluster.uid(),
                meta.name(),
                meta.uid(),
                meta.version(),
                observedAt,
                delivery,
                state.unschedulable(),
                state.taints(),
                state.createdAt(),
                state.conditions()));
    }
}
