package io.podtide.wire.avro;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.schema.IncidentKind;
import io.podtide.schema.IncidentMute;
import io.podtide.schema.IncidentPod;
import io.podtide.schema.IncidentScope;
import io.podtide.schema.IncidentState;
import io.podtide.schema.Resolution;
import io.podtide.schema.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Incident} as Avro. */
public final class IncidentAvro {

    private IncidentAvro() {}

    public static io.podtide.schema.Incident toAvro(Incident incident) {
        var resolution = incident.resolution();
        return new io.podtide.schema.Incident(
                incident.id(),
                incident.revision(),
                IncidentState.valueOf(incident.state().name()),
                IncidentKind.valueOf(incident.kind().name()),
                IncidentScope.valueOf(incident.scope().name()),
                Severity.valueOf(incident.severity().name()),
                incident.cluster(),
                incident.clusterUid().isEmpty() ? null : incident.clusterUid(),
                incident.namespace(),
                incident.workloadKind(),
                incident.workload(),
                incident.node(),
                incident.container(),
                incident.pods().stream().map(IncidentAvro::toAvro).toList(),
                incident.podCount(),
                incident.cause(),
                incident.causeDetail(),
                incident.evidence().stream().map(EvidenceAvro::toAvro).toList(),
                incident.summary(),
                incident.remedy(),
                incident.startedAt(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.resolvedAt(),
                resolution == null ? null : Resolution.valueOf(resolution.name()),
                incident.occurrences(),
                incident.reopened(),
                incident.parentId(),
                incident.labels(),
                incident.rule(),
                toAvro(incident.mute()));
    }

    /** Empty for a kind newer than this version. */
    public static Optional<Incident> fromAvro(io.podtide.schema.Incident avro) {
        return avro.getKind() == IncidentKind.OTHER ? Optional.empty() : Optional.of(known(avro));
    }

    private static Incident known(io.podtide.schema.Incident avro) {
        return new Incident(
                avro.getId(),
                avro.getRevision(),
                Incident.State.valueOf(avro.getState().name()),
                Incident.Kind.valueOf(avro.getKind().name()),
                Incident.Scope.valueOf(avro.getScope().name()),
                Incident.Severity.valueOf(avro.getSeverity().name()),
                avro.getCluster(),
                avro.getClusterUid() == null ? "" : avro.getClusterUid(),
                avro.getNamespace(),
                avro.getWorkloadKind(),
                avro.getWorkload(),
                avro.getNode(),
                avro.getContainer(),
                avro.getPods().stream().map(IncidentAvro::fromAvro).toList(),
                avro.getPodCount(),
                avro.getCause(),
                avro.getCauseDetail(),
                avro.getEvidence().stream().map(EvidenceAvro::fromAvro).toList(),
                avro.getSummary(),
                avro.getRemedy(),
                avro.getStartedAt(),
                avro.getOpenedAt(),
                avro.getUpdatedAt(),
                avro.getResolvedAt(),
                avro.getResolution() == null
                        ? null
                        : Incident.Resolution.valueOf(avro.getResolution().name()),
                avro.getOccurrences(),
                avro.getReopened(),
                avro.getParentId(),
                avro.getLabels(),
                avro.getRule(),
                fromAvro(avro.getMute()));
    }

    private static @Nullable IncidentMute toAvro(@Nullable Muted mute) {
        return mute == null ? null : new IncidentMute(mute.until(), mute.owner(), mute.reason());
    }

    private static @Nullable Muted fromAvro(@Nullable IncidentMute avro) {
        return avro == null ? null : new Muted(avro.getUntil(), avro.getOwner(), avro.getReason());
    }

    private static IncidentPod toAvro(Member pod) {
        return new IncidentPod(pod.name(), pod.uid(), pod.node(), pod.since());
    }

    private static Member fromAvro(IncidentPod avro) {
        return new Member(avro.getName(), avro.getUid(), avro.getNode(), avro.getSince());
    }
}
