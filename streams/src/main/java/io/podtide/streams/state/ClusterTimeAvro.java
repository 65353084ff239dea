package io.podtide.streams.state;

import io.podtide.schema.ClusterTimeState;
import io.podtide.wire.avro.UnseenAvro;

/** {@link ClusterTime} as Avro. */
public final class ClusterTimeAvro {

    private ClusterTimeAvro() {}

    public static ClusterTimeState toAvro(ClusterTime time) {
        return new ClusterTimeState(
                time.heardAt(), time.gapSince(), time.silent(), time.epoch(), UnseenAvro.toAvro(time.unseen()));
    }

    public static ClusterTime fromAvro(ClusterTimeState avro) {
        return new ClusterTime(
                avro.getHeardAt(),
                avro.getGapSince(),
                avro.getSilent(),
                avro.getEpoch(),
                UnseenAvro.fromAvro(avro.getUnseen()));
    }
}
