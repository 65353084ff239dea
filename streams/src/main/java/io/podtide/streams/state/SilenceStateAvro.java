package io.podtide.streams.state;

import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.schema.SilenceState;
import io.podtide.wire.avro.IncidentAvro;

/** {@link ClusterSilence} as Avro. */
public final class SilenceStateAvro {

    private SilenceStateAvro() {}

    public static SilenceState toAvro(ClusterSilence silence) {
        return new SilenceState(
                silence.cluster(),
                silence.told() == null ? null : IncidentAvro.toAvro(silence.told()),
                silence.until());
    }

    public static ClusterSilence fromAvro(SilenceState avro) {
        return new ClusterSilence(
                avro.getCluster(),
                avro.getTold() == null
                        ? null
                        : IncidentAvro.fromAvro(avro.getTold()).orElse(null),
                avro.getUntil());
    }
}
