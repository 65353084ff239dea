package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import java.util.HashMap;
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
        boolean node = workload.kind().equals("Node");
        var conceived = IncidentBuilder.conceived(
                        IncidentId.of(workload.cluster(), workload.key(), kind, startedAt),
                        kind,
                        node ? Scope.NODE : Scope.WORKLOAD,
                        workload.cluster(),
                        startedAt,
                        openedAt,
                        rule)
                .clusterUid(workload.clusterUid());
        return node
                ? conceived.node(workload.name()).build()
                : conceived
                        .namespace(workload.namespace())
                        .workloadKind(workload.kind())
                        .workload(workload.name())
                        .build();
    }

    /** The next revision, as things stand. News that come late do not make it older than the one before. */
    Incident next(IncidentTrack track, Instant newsAt, @Nullable Resolution resolution, int reopened) {
        var told = track.told();
        var at = newsAt.isAfter(told.updatedAt()) ? newsAt : told.updatedAt();
        var diagnosis = diagnosis(track);
        var state = track.state();
        var shown = track.members().shown();
        var sole = shown.size() == 1 ? shown.get(0).node() : null;
        boolean resolved = state == State.RESOLVED;
        var draft = told.toBuilder()
                .revision(told.revision() + 1)
                .state(state)
                .severity(severity(told, track.members().count()))
                .node(told.scope() == Scope.NODE ? told.node() : sole)
                .container(track.container())
                .pods(shown)
                .podCount(track.members().count())
                .cause(diagnosis.cause())
                .causeDetail(diagnosis.detail())
                .evidence(diagnosis.evidence().stream().limit(EVIDENCE_SHOWN).toList())
                .updatedAt(at)
                .resolvedAt(resolved ? at : null)
                .resolution(resolved ? resolution : null)
                .occurrences(track.occurrences())
                .reopened(reopened)
                .labels(track.labels());
        return wording.of(draft.build());
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
