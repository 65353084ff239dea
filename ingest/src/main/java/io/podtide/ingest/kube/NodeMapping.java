package io.podtide.ingest.kube;

import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;
import java.util.List;

/** A Node as a {@link NodeStatus}. */
record NodeMapping(Cluster cluster) {

    Sighting see(ObjectMeta meta, KubeObject node, Instant observedAt, Delivery delivery) {
        var spec = node.spec();
        var status = node.status();
        return new Sighting.Seen(new NodeStatus(
                cluster.name(),
                cluster.uid(),
                meta.name(),
                meta.uid(),
                meta.version(),
                observedAt,
                delivery,
                spec != null && spec.unschedulable(),
                spec == null
                        ? List.of()
                        : spec.taints().stream().map(NodeMapping::taint).toList(),
                meta.creationTimestamp(),
                status == null
                        ? List.of()
                        : status.conditions().stream()
                                .map(PodMapping::condition)
                                .toList()));
    }

    /** As kubectl writes it: {@code dedicated=db:NoSchedule}. */
    private static String taint(ObjectSpec.Taint taint) {
        var value = taint.value().isEmpty() ? "" : '=' + taint.value();
        return taint.key() + value + ':' + taint.effect();
    }
}
