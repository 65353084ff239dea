package io.podtide.wire.avro;

import io.podtide.detect.cause.Evidence;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;

/** {@link Evidence} as Avro. */
public final class EvidenceAvro {

    private EvidenceAvro() {}

    public static io.podtide.schema.Evidence toAvro(Evidence evidence) {
        return new io.podtide.schema.Evidence(
                evidence.at(), evidence.source(), evidence.reason(), evidence.message(), evidence.count());
    }

    public static Evidence fromAvro(io.podtide.schema.Evidence avro) {
        return new Evidence(avro.getAt(), avro.getSource(), avro.getReason(), avro.getMessage(), avro.getCount());
    }

    static void write(AvroOutput out, Evidence evidence) {
        out.time(evidence.at());
        out.text(evidence.source());
        out.text(evidence.reason());
        out.text(evidence.message());
        out.number(evidence.count());
    }

    static Evidence read(AvroInput in) {
        return new Evidence(in.time(), in.word(), in.word(), in.text(), in.small());
    }
}
