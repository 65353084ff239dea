package io.podtide.wire.avro;

import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.schema.Delivery;
import io.podtide.schema.NodeStatusChanged;

/** {@link NodeStatus} as Avro. */
public final class NodeStatusAvro {

    private NodeStatusAvro() {}

    public static NodeStatusChanged toAvro(NodeStatus node) {
        return new NodeStatusChanged(
                node.cluster(),
                node.clusterUid(),
                node.name(),
                node.uid(),
                node.resourceVersion(),
                node.observedAt(),
                Delivery.valueOf(node.delivery().name()),
                node.unschedulable(),
                node.taints(),
                node.createdAt(),
                node.conditions().stream().map(PodConditionAvro::toAvro).toList());
    }

    public static NodeStatus fromAvro(NodeStatusChanged avro) {
        return new NodeStatus(
                avro.getCluster(),
                avro.getClusterUid(),
                avro.getName(),
                avro.getUid(),
                avro.getResourceVersion(),
                avro.getObservedAt(),
                PodStatus.Delivery.valueOf(avro.getDelivery().name()),
                avro.getUnschedulable(),
                avro.getTaints(),
                avro.getCreatedAt(),
                avro.getConditions().stream().map(PodConditionAvro::fromAvro).toList());
    }
}
