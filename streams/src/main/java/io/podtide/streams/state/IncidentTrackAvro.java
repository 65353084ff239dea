package io.podtide.streams.state;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.workload.Findings;
import io.podtide.detect.workload.IncidentTrack;
import io.podtide.detect.workload.Life;
import io.podtide.detect.workload.Member;
import io.podtide.detect.workload.Members;
import io.podtide.schema.IncidentTrackState;
import io.podtide.schema.LifeStage;
import io.podtide.schema.MemberStanding;
import io.podtide.schema.MemberState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.IncidentAvro;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link IncidentTrack} as Avro. */
final class IncidentTrackAvro {

    private IncidentTrackAvro() {}

    static IncidentTrackState toAvro(IncidentTrack track) {
        return new IncidentTrackState(
                IncidentAvro.toAvro(track.told()),
                stage(track.life()),
                track.life().deadline().orElse(null),
                track.members().byUid().values().stream()
                        .map(IncidentTrackAvro::toAvro)
                        .toList(),
                track.members().former(),
                track.findings().byCause().values().stream()
                        .map(DiagnosisAvro::toAvro)
                        .toList(),
                track.container(),
                track.image(),
                track.labels(),
                track.occurrences(),
                track.latest(),
                track.quiet().toMillis(),
                track.trend(),
                track.tellAt(),
                track.silent());
    }

    /** Empty for a kind that this version does not know. */
    static Optional<IncidentTrack> fromAvro(IncidentTrackState avro) {
        return IncidentAvro.fromAvro(avro.getTold())
                .map(told -> new IncidentTrack(
                        told,
                        life(avro.getLife(), avro.getUntil()),
                        members(avro.getMembers(), avro.getFormer()),
                        findings(avro.getFindings()),
                        avro.getContainer(),
                        avro.getImage(),
                        avro.getLabels(),
                        avro.getOccurrences(),
                        avro.getLatest(),
                        Duration.ofMillis(avro.getQuietMs()),
                        avro.getTrend(),
                        avro.getTellAt(),
                        avro.getSilent()));
    }

    private static LifeStage stage(Life life) {
        return life.over() ? LifeStage.OVER : life instanceof Life.Holding ? LifeStage.HOLDING : LifeStage.ONGOING;
    }

    private static Life life(LifeStage stage, @Nullable Instant until) {
        if (until == null || stage == LifeStage.ONGOING) {
            return new Life.Ongoing();
        }
        return stage == LifeStage.OVER ? new Life.Over(until) : new Life.Holding(until);
    }

    private static MemberState toAvro(Member m) {
        return new MemberState(
                m.pod().uid(),
                m.pod().name(),
                m.pod().node(),
                m.since(),
                m.cause(),
                MemberStanding.valueOf(m.standing().name()));
    }

    private static Members members(List<MemberState> avro, int former) {
        var byUid = new LinkedHashMap<String, Member>();
        for (var m : avro) {
            var standing = Member.Standing.valueOf(m.getStanding().name());
            var pod = new PodRef(m.getUid(), m.getName(), m.getNode());
            byUid.put(m.getUid(), new Member(pod, m.getSince(), m.getCause(), standing));
        }
        return new Members(byUid, former);
    }

    private static Findings findings(List<io.podtide.schema.Diagnosis> avro) {
        var byCause = new LinkedHashMap<String, Diagnosis>();
        avro.stream().map(DiagnosisAvro::fromAvro).forEach(d -> byCause.put(d.cause(), d));
        return new Findings(byCause);
    }
}
