package io.podtide.ingest.kube;

import io.podtide.detect.observation.PodCondition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Node says of itself and we read: equal before and after a heartbeat, which only moves times and the version.
 *
 * @param taints as kubectl writes them: {@code dedicated=db:NoSchedule}
 */
public record NodeState(
        boolean unschedulable,
        List<String> taints,
        @Nullable Instant createdAt,
        List<PodCondition> conditions) {

    public NodeState {
        taints = List.copyOf(taints);
        conditions = List.copyOf(conditions);
    }

    public static NodeState of(KubeObject node) {
        var spec = node.spec();
        var status = node.status();
        return new NodeState(
                spec != null && spec.unschedulable(),
                spec == null
                        ? List.of()
                        : spec.taints().stream().map(NodeState::taint).toList(),
                node.createdAt(),
                status == null
                        ? List.of()
                        : status.conditions().stream()
                                .map(PodMapping::condition)
                                .toList());
    }

    private static String taint(ObjectSpec.Taint taint) {
        var value = taint.value().isEmpty() ? "" : '=' + taint.value();
        return taint.key() + value + ':' + taint.effect();
    }
}
