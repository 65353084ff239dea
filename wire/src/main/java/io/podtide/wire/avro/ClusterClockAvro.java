package io.podtide.wire.avro;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.schema.ClockMark;

/** {@link ClusterClock} as Avro. */
public final class ClusterClockAvro {

    private ClusterClockAvro() {}

    public static io.podtide.schema.ClusterClock toAvro(ClusterClock clock) {
        return new io.podtide.schema.ClusterClock(
                clock.cluster(),
                clock.observedAt(),
                ClockMark.valueOf(clock.mark().name()),
                clock.since(),
                UnseenAvro.toAvro(clock.unseen()));
    }

    public static ClusterClock fromAvro(io.podtide.schema.ClusterClock avro) {
        return new ClusterClock(
                avro.getCluster(),
                avro.getObservedAt(),
                ClusterClock.Mark.valueOf(avro.getMark().name()),
                avro.getSince(),
                UnseenAvro.fromAvro(avro.getUnseen()));
    }
}
