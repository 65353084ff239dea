package io.podtide.streams.state;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.observation.Version;
import io.podtide.schema.NodeContactState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.WorkloadAvro;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link NodeContact} as Avro. */
public final class NodeContactStateAvro {

    private NodeContactStateAvro() {}

    public static NodeContactState toAvro(NodeContact contact) {
        if (contact instanceof NodeContact.Lost lost) {
            var node = lost.node() == null ? null : WorkloadAvro.toAvro(lost.node());
            return avro(lost.since(), null, node, null, false, lost.newest());
        }
        if (contact instanceof NodeContact.Ailing ailing) {
            return avro(
                    ailing.since(),
                    ailing.due(),
                    WorkloadAvro.toAvro(ailing.node()),
                    DiagnosisAvro.toAvro(ailing.diagnosis()),
                    false,
                    ailing.newest());
        }
        if (contact instanceof NodeContact.Well well) {
            return avro(Instant.EPOCH, null, null, null, true, well.newest());
        }
        throw new IllegalArgumentException("nothing is not kept: " + contact);
    }

    private static NodeContactState avro(
            Instant since,
            @Nullable Instant due,
            io.podtide.schema.@Nullable Workload node,
            io.podtide.schema.@Nullable Diagnosis diagnosis,
            boolean well,
            Version newest) {
        return new NodeContactState(since, due, node, diagnosis, well, newest.number(), newest.observedAt());
    }

    public static NodeContact fromAvro(NodeContactState avro) {
        var seenAt = avro.getSeenAt() == null ? Instant.EPOCH : avro.getSeenAt();
        var newest = new Version(avro.getResourceVersion(), seenAt);
        if (avro.getWell()) {
            return new NodeContact.Well(newest);
        }
        var due = avro.getDue();
        var node = avro.getNode();
        if (due == null || node == null) {
            return new NodeContact.Lost(node == null ? null : WorkloadAvro.fromAvro(node), avro.getLostSince(), newest);
        }
        var diagnosis = avro.getDiagnosis() == null ? Diagnosis.NONE : DiagnosisAvro.fromAvro(avro.getDiagnosis());
        return new NodeContact.Ailing(WorkloadAvro.fromAvro(node), avro.getLostSince(), due, diagnosis, newest);
    }
}
