package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.SymptomChange;
import java.util.List;

/**
 * Kinds that tell of one failure: a Job's pods fail one after the other, and then the Job gives up. Whichever incident is open
 * first takes what belongs to the other.
 */
final class Family {

    private static final List<Kind> RUNS = List.of(Kind.RESTART_LOOP, Kind.POD_FAILED);

    /** A Job gives up whatever its pods failed of. */
    private static final List<Kind> GIVEN_UP = List.of(Kind.RESTART_LOOP, Kind.OOM, Kind.POD_FAILED);

    private Family() {}

    /** The kind itself and those that may hold what belongs to it, of a pod or what stands in for one. */
    static List<Kind> of(Kind kind, PodRef pod) {
        if (kind == Kind.POD_FAILED && !pod.isPod()) {
            return GIVEN_UP;
        }
        return RUNS.contains(kind) ? RUNS : List.of(kind);
    }

    /** Restarts may belong to it. */
    static boolean holdsRestarts(Kind kind) {
        return RUNS.contains(kind);
    }

    /** Where a symptom of this kind belongs now. */
    static Kind home(WorkloadTrack track, Kind kind, PodRef pod) {
        if (track.open(kind).isPresent()) {
            return kind;
        }
        return of(kind, pod).stream()
                .filter(k -> track.open(k).isPresent())
                .findFirst()
                .orElse(kind);
    }

    /** A Job that gives up does not say why; its pods have said it. */
    static SymptomChange explained(SymptomChange change, WorkloadTrack track) {
        return change.diagnosis().known()
                        || !track.lastEnd().known()
                        || change.pod().isPod()
                ? change
                : change.with(track.lastEnd());
    }
}
