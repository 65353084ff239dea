package io.podtide.wire.avro;

import io.podtide.detect.observation.PodCondition;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;

/** {@link PodCondition} as Avro. */
final class PodConditionAvro {

    private PodConditionAvro() {}

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
        return new PodCondition(in.word(), in.word(), in.word(), in.text(), in.optionalTime());
    }
}
