package io.podtide.streams.state;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.workload.DailyCounts;
import io.podtide.detect.workload.IncidentTrack;
import io.podtide.detect.workload.Member;
import io.podtide.detect.workload.Strike;
import io.podtide.detect.workload.Strikes;
import io.podtide.detect.workload.WorkloadTrack;
import io.podtide.schema.MemberStanding;
import io.podtide.schema.StrikeState;
import io.podtide.schema.WorkloadState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.WorkloadAvro;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link WorkloadTrack} as Avro. */
public final class WorkloadStateAvro {

    private WorkloadStateAvro() {}

    public static WorkloadState toAvro(WorkloadTrack track) {
        return new WorkloadState(
                WorkloadAvro.toAvro(track.workload()),
                strikes(track),
                track.daily().byDay(),
                track.lastEnd().equals(Diagnosis.NONE) ? null : DiagnosisAvro.toAvro(track.lastEnd()),
                track.well(),
                track.ranWellAt(),
                track.incidents().values().stream()
                        .map(IncidentTrackAvro::toAvro)
                        .toList());
    }

    public static WorkloadTrack fromAvro(WorkloadState avro) {
        var incidents = new EnumMap<Kind, IncidentTrack>(Kind.class);
        for (var incident : avro.getIncidents()) {
            IncidentTrackAvro.fromAvro(incident)
                    .ifPresent(i -> incidents.put(i.told().kind(), i));
        }
        return new WorkloadTrack(
                WorkloadAvro.fromAvro(avro.getWorkload()),
                strikes(avro),
                new DailyCounts(new TreeMap<>(avro.getDaily())),
                avro.getLastEnd() == null ? Diagnosis.NONE : DiagnosisAvro.fromAvro(avro.getLastEnd()),
                avro.getWell(),
                avro.getRanWellAt(),
                incidents);
    }

    private static Map<String, List<StrikeState>> strikes(WorkloadTrack track) {
        var avro = new TreeMap<String, List<StrikeState>>();
        track.strikes().forEach((kind, strikes) -> avro.put(kind.name(), toAvro(strikes)));
        return avro;
    }

    private static Map<Kind, Strikes> strikes(WorkloadState avro) {
        var strikes = new EnumMap<Kind, Strikes>(Kind.class);
        avro.getStrikes().forEach((kind, of) -> strikes.put(Kind.valueOf(kind), fromAvro(of)));
        return strikes;
    }

    private static List<StrikeState> toAvro(Strikes strikes) {
        return strikes.inOrder().stream()
                .map(s -> new StrikeState(
                        s.at(),
                        s.pod().uid(),
                        s.pod().name(),
                        s.pod().node(),
                        s.container(),
                        s.since(),
                        s.lifetime() == null ? null : s.lifetime().toMillis(),
                        MemberStanding.valueOf(s.standing().name()),
                        s.reboot()))
                .toList();
    }

    private static Strikes fromAvro(List<StrikeState> avro) {
        return new Strikes(avro.stream()
                .map(s -> new Strike(
                        s.getAt(),
                        new PodRef(s.getPodUid(), s.getPodName(), s.getNode()),
                        s.getContainer(),
                        s.getSince(),
                        s.getLifetimeMs() == null ? null : Duration.ofMillis(s.getLifetimeMs()),
                        s.getReboot(),
                        Member.Standing.valueOf(s.getStanding().name())))
                .toList());
    }
}
