package io.podtide.wire.avro;

import io.podtide.detect.observation.Workload;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.AvroPart;

/** {@link Workload} as Avro. */
public final class WorkloadAvro {

    private static final AvroPart<Workload> PART = new AvroPart<>(
            in -> in.passTexts(5), in -> new Workload(in.word(), in.word(), in.word(), in.word(), in.word()));

    private WorkloadAvro() {}

    public static io.podtide.schema.Workload toAvro(Workload workload) {
        return new io.podtide.schema.Workload(
                workload.cluster(), workload.clusterUid(), workload.namespace(), workload.kind(), workload.name());
    }

    public static Workload fromAvro(io.podtide.schema.Workload avro) {
        return new Workload(
                avro.getCluster(), avro.getClusterUid(), avro.getNamespace(), avro.getKind(), avro.getName());
    }

    static void write(AvroOutput out, Workload workload) {
        out.text(workload.cluster());
        out.text(workload.clusterUid());
        out.text(workload.namespace());
        out.text(workload.kind());
        out.text(workload.name());
    }

    static Workload read(AvroInput in) {
        return in.known(PART);
    }
}
