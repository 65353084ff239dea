package io.podtide.wire.avro;

import io.podtide.detect.observation.Workload;

/** {@link Workload} as Avro. */
public final class WorkloadAvro {

    private WorkloadAvro() {}

    public static io.podtide.schema.Workload toAvro(Workload workload) {
        return new io.podtide.schema.Workload(
                workload.cluster(), workload.clusterUid(), workload.namespace(), workload.kind(), workload.name());
    }

    public static Workload fromAvro(io.podtide.schema.Workload avro) {
        return new Workload(
                avro.getCluster(), avro.getClusterUid(), avro.getNamespace(), avro.getKind(), avro.getName());
    }
}
