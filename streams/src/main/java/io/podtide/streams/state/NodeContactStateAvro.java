package io.podtide.streams.state;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.node.NodeContact;
import io.podtide.schema.NodeContactState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.WorkloadAvro;

/** {@link NodeContact} as Avro. */
public final class NodeContactStateAvro {

    private NodeContactStateAvro() {}

    public static NodeContactState toAvro(NodeContact contact) {
        if (contact instanceof NodeContact.Lost lost) {
            return new NodeContactState(lost.since(), null, null, null);
        }
        if (contact instanceof NodeContact.Ailing ailing) {
            return new NodeContactState(
                    ailing.since(),
                    ailing.due(),
                    WorkloadAvro.toAvro(ailing.node()),
                    DiagnosisAvro.toAvro(ailing.diagnosis()));
        }
        throw new IllegalArgumentException("nothing is not kept: " + contact);
    }

    public static NodeContact fromAvro(NodeContactState avro) {
        var due = avro.getDue();
        var node = avro.getNode();
        if (due == null || node == null) {
            return new NodeContact.Lost(avro.getLostSince());
        }
        var diagnosis = avro.getDiagnosis() == null ? Diagnosis.NONE : DiagnosisAvro.fromAvro(avro.getDiagnosis());
        return new NodeContact.Ailing(WorkloadAvro.fromAvro(node), avro.getLostSince(), due, diagnosis);
    }
}
