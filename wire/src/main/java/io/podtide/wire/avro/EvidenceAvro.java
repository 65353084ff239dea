package io.podtide.wire.avro;

import io.podtide.detect.cause.Evidence;

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
}
