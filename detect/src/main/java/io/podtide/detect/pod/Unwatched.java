package io.podtide.detect.pod;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.rule.KindName;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Set;

/**
 * What nobody looks for (any more). What has not met its rule yet is dropped. What has been told stays until it is over: to call
 * it over because nobody looks would be a lie.
 */
final class Unwatched {

    private Unwatched() {}

    /** Without what the rules no longer look for in this pod. */
    static Step<Followed, SymptomChange> drop(Followed track, Scene scene, Instant at) {
        if (scene.ruling().off().isEmpty()) {
            return Step.to(track);
        }
        return Step.<Followed, SymptomChange>to(track)
                .then(t -> pending(t, scene, at))
                .then(t -> readiness(t, scene, at))
                .then(t -> Step.to(leaving(t, scene)));
    }

    /** Without what begins of a kind that the pod's owner does not want to hear of. */
    static <S> Step<S, SymptomChange> hide(Step<S, SymptomChange> step, Scene scene) {
        if (scene.status().ignored().isEmpty()) {
            return step;
        }
        var ignored = KindName.ignored(scene.status().ignored());
        return new Step<>(
                step.state(),
                step.changes().stream().filter(c -> !begins(c, ignored)).toList());
    }

    private static boolean begins(SymptomChange change, Set<Kind> ignored) {
        var begun = change.change() == Change.OCCURRED
                || change.change() == Change.SUSPECTED
                || change.change() == Change.ONSET;
        return begun
                && switch (change.symptom()) {
                    case RESTARTS -> ignored.contains(Kind.RESTART_LOOP);
                    case OOM_KILLS -> ignored.contains(Kind.OOM);
                    case WELL -> false;
                    default -> ignored.contains(Kind.valueOf(change.symptom().name()));
                };
    }

    private static Step<Followed, SymptomChange> pending(Followed track, Scene scene, Instant at) {
        if (scene.ruling().watches(Kind.PENDING) || !(track.pending() instanceof PendingState.Waiting waiting)) {
            return Step.to(track);
        }
        var fine = track.with(PendingState.Fine.INSTANCE);
        return waiting.suspected()
                ? Step.to(fine, scene.change(Symptom.PENDING, Change.GONE, at, waiting.since()))
                : Step.to(fine);
    }

    private static Step<Followed, SymptomChange> readiness(Followed track, Scene scene, Instant at) {
        if (scene.ruling().watches(Kind.NOT_READY) || !(track.readiness() instanceof ReadinessState.Unready unready)) {
            return Step.to(track);
        }
        var usable = track.with(ReadinessState.Usable.INSTANCE);
        return unready.suspected()
                ? Step.to(usable, scene.change(Symptom.NOT_READY, Change.GONE, at, unready.since()))
                : Step.to(usable);
    }

    private static Followed leaving(Followed track, Scene scene) {
        return !scene.ruling().watches(Kind.TERMINATING) && track.leaving() instanceof LeavingState.Leaving
                ? track.with(LeavingState.Staying.INSTANCE)
                : track;
    }
}
