package io.podtide.wire.avro;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;

/** {@link Diagnosis} as Avro. */
public final class DiagnosisAvro {

    private DiagnosisAvro() {}

    public static io.podtide.schema.Diagnosis toAvro(Diagnosis diagnosis) {
        return new io.podtide.schema.Diagnosis(
                diagnosis.cause(),
                diagnosis.detail(),
                diagnosis.evidence().stream().map(EvidenceAvro::toAvro).toList());
    }

    public static Diagnosis fromAvro(io.podtide.schema.Diagnosis avro) {
        return new Diagnosis(
                avro.getCause(),
                avro.getDetail(),
                avro.getEvidence().stream().map(EvidenceAvro::fromAvro).toList());
    }

    public static void write(AvroOutput out, Diagnosis diagnosis) {
        out.text(diagnosis.cause());
        out.each(diagnosis.detail(), AvroOutput::text);
        out.each(diagnosis.evidence(), EvidenceAvro::write);
    }

    public static Diagnosis read(AvroInput in) {
        return new Diagnosis(in.word(), in.eachByName(AvroInput::text), in.each(EvidenceAvro::read));
    }
}
