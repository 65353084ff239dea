package io.podtide.streams.state;

import io.podtide.detect.fleet.NodeTrack;
import io.podtide.schema.KillState;
import io.podtide.schema.NodeState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.IncidentAvro;
import java.util.List;
import java.util.TreeSet;

/** {@link NodeTrack} as Avro. */
public final class NodeStateAvro {

    private NodeStateAvro() {}

    public static NodeState toAvro(NodeTrack track) {
        return new NodeState(
                track.cluster(),
                track.node(),
                track.kills().stream()
                        .map(k -> new KillState(
                                k.at(), k.podUid(), k.podName(), k.workload(), DiagnosisAvro.toAvro(k.diagnosis())))
                        .toList(),
                List.copyOf(track.children()),
                track.told() == null ? null : IncidentAvro.toAvro(track.told()),
                track.until(),
                List.copyOf(track.lost()),
                track.loss());
    }

    public static NodeTrack fromAvro(NodeState avro) {
        return new NodeTrack(
                avro.getCluster(),
                avro.getNode(),
                avro.getKills().stream()
                        .map(k -> new NodeTrack.Kill(
                                k.getAt(),
                                k.getPodUid(),
                                k.getPodName(),
                                k.getWorkload(),
                                DiagnosisAvro.fromAvro(k.getDiagnosis())))
                        .toList(),
                new TreeSet<>(avro.getChildren()),
                new TreeSet<>(avro.getLost()),
                avro.getLoss(),
                avro.getTold() == null
                        ? null
                        : IncidentAvro.fromAvro(avro.getTold()).orElse(null),
                avro.getUntil());
    }
}
