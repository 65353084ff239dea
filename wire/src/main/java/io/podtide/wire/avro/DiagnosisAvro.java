package io.podtide.wire.avro;

import io.podtide.detect.cause.Diagnosis;

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
}
