package io.podtide.wire.avro;

import io.podtide.detect.observation.PodCondition;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.AvroPart;

/** {@link PodCondition} as Avro. */
final class PodConditionAvro {

    private static final AvroPart<Said> SAID =
            new AvroPart<>(in -> in.passTexts(4), in -> new Said(in.word(), in.word(), in.word(), in.text()));

    private PodConditionAvro() {}

    /** What many pods have in common at some time. */
    private record Said(String type, String status, String reason, String message) {}

    static io.podtide.schema.PodCondition toAvro(PodCondition condition) {
        return new io.podtide.schema.PodCondition(
                condition.type(), condition.status(), condition.reason(), condition.message(), condition.since());
    }

    static PodCondition fromAvro(io.podtide.schema.PodCondition avro) {
        return new PodCondition(avro.getType(), avro.getStatus(), avro.getReason(), avro.getMessage(), avro.getSince());
    }

    static void write(AvroOutput out, PodCondition condition) {
        out.text(condition.type());
        out.text(condition.status());
        out.text(condition.reason());
        out.text(condition.message());
        out.optionalTime(condition.since());
    }

    static PodCondition read(AvroInput in) {
        var said = in.known(SAID);
        return new PodCondition(said.type(), said.status(), said.reason(), said.message(), in.optionalTime());
    }
}
