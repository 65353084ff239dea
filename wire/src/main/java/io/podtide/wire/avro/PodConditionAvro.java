package io.podtide.wire.avro;

import io.podtide.detect.observation.PodCondition;

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
}
