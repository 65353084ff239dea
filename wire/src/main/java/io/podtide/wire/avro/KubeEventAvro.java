package io.podtide.wire.avro;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;

/** {@link KubeEvent} as Avro. */
public final class KubeEventAvro {

    private KubeEventAvro() {}

    public static io.podtide.schema.KubeEvent toAvro(KubeEvent event) {
        var workload = event.workload();
        return new io.podtide.schema.KubeEvent(
                event.cluster(),
                workload == null ? null : WorkloadAvro.toAvro(workload),
                event.uid(),
                event.resourceVersion(),
                event.observedAt(),
                toAvro(event.regarding()),
                event.warning(),
                event.reason(),
                event.message(),
                event.component(),
                event.node(),
                event.count(),
                event.firstAt(),
                event.lastAt());
    }

    public static KubeEvent fromAvro(io.podtide.schema.KubeEvent avro) {
        return new KubeEvent(
                avro.getCluster(),
                avro.getWorkload() == null ? null : WorkloadAvro.fromAvro(avro.getWorkload()),
                avro.getUid(),
                avro.getResourceVersion(),
                avro.getObservedAt(),
                fromAvro(avro.getRegarding()),
                avro.getWarning(),
                avro.getReason(),
                avro.getMessage(),
                avro.getComponent(),
                avro.getNode(),
                avro.getCount(),
                avro.getFirstAt(),
                avro.getLastAt());
    }

    private static io.podtide.schema.Regarding toAvro(Regarding regarding) {
        return new io.podtide.schema.Regarding(
                regarding.kind(), regarding.namespace(), regarding.name(), regarding.uid(), regarding.fieldPath());
    }

    private static Regarding fromAvro(io.podtide.schema.Regarding avro) {
        return new Regarding(avro.getKind(), avro.getNamespace(), avro.getName(), avro.getUid(), avro.getFieldPath());
    }
}
