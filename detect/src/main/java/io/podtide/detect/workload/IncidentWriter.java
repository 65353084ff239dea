package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes revisions of a workload's incidents. */
final class IncidentWriter {

    private static final int EVIDENCE_SHOWN = 10;
    private static final int MANY_PODS = 5;

    private final Wording wording;

    IncidentWriter(CauseCatalogue catalogue) {
        this.wording = new Wording(catalogue);
    }

    /** An incident before its first revision: what will not change of it. */
    static Incident conceived(Workload workload, Kind kind, Instant startedAt, Instant openedAt, String rule) {
        var subject = workload.key();
        boolean node = workload.kind().equals("Node");
        return new Incident(
                IncidentId.of(workload.cluster(), subject, kind, startedAt),
                0,
                State.OPEN,
                kind,
                node ? Scope.NODE : Scope.WORKLOAD,
                Severity.WARNING,
                workload.cluster(),
                workload.clusterUid(),
                node ? null : workload.namespace(),
                node ? null : workload.kind(),
                node ? null : workload.name(),
                node ? workload.name() : null,
                null,
                List.of(),
                0,
                Diagnosis.UNKNOWN_CAUSE,
                Map.of(),
                List.of(),
                "",
                "",
                startedAt,
                openedAt,
                openedAt,
                null,
                null,
                0,
                0,
                null,
                Map.of(),
                rule);
    }

    /** The next revision, as things stand. News that come late do not make it older than the one before. */
    Incident next(IncidentTrack track, Instant newsAt, @Nullable Resolution resolution, int reopened) {
        var told = track.told();
        var at = newsAt.isAfter(told.updatedAt()) ? newsAt : told.updatedAt();
        var diagnosis = diagnosis(track);
        var state = track.state();
        var shown = track.members().shown();
        var sole = shown.size() == 1 ? shown.get(0).node() : null;
        var draft = new Incident(
                told.id(),
                told.revision() + 1,
                state,
                told.kind(),
                told.scope(),
                severity(told, track.members().count()),
                told.cluster(),
                told.clusterUid(),
                told.namespace(),
                told.workloadKind(),
                told.workload(),
                told.scope() == Scope.NODE ? told.node() : sole,
                track.container(),
                shown,
                track.members().count(),
                diagnosis.cause(),
                diagnosis.detail(),
                diagnosis.evidence().stream().limit(EVIDENCE_SHOWN).toList(),
                "",
                "",
                told.startedAt(),
                told.openedAt(),
                at,
                state == State.RESOLVED ? at : null,
                state == State.RESOLVED ? resolution : null,
                track.occurrences(),
                reopened,
                told.parentId(),
                track.labels(),
                told.rule());
        return wording.of(draft);
    }

    /** What the incident is put down to now. */
    Diagnosis diagnosis(IncidentTrack track) {
        var main = track.findings().main(track.members(), track.told().cause());
        if (track.trend() == null) {
            return main;
        }
        var detail = new HashMap<>(main.detail());
        detail.put("timeToOom", track.trend());
        boolean leak = track.trend().equals(MemoryTrend.STEADY.words())
                && main.cause().equals("MEMORY_LIMIT_EXCEEDED")
                && "137".equals(main.detail().get("exitCode")) // the main process itself, not some child
                && track.occurrences() >= 3;
        return new Diagnosis(leak ? "MEMORY_LEAK_SUSPECTED" : main.cause(), detail, main.evidence());
    }

    /** Never falls while the incident is open: a page is not taken back. */
    private static Severity severity(Incident told, int pods) {
        boolean critical =
                pods >= MANY_PODS || "kube-system".equals(told.namespace()) || told.severity() == Severity.CRITICAL;
        return critical ? Severity.CRITICAL : Severity.WARNING;
    }
}
