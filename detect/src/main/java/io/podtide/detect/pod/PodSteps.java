package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status, an Event or the time makes of all that is judged of a pod. While nobody hears of its node, neither its
 * readiness nor its staying is its own failure.
 */
final class PodSteps {

    private PodSteps() {}

    static Step<Followed, SymptomChange> status(Followed track, Scene scene, @Nullable PodStatus before) {
        var running = before == null || before.ended() ? null : before.observedAt();
        var step = Step.<Followed, SymptomChange>to(track.with(scene.status()));
        step = step.with(track.contact().onStatus(scene, before), Followed::with);
        step = step.with(track.restarts().onStatus(scene, before), Followed::with);
        step = step.with(track.pending().onStatus(scene, before), Followed::with);
        if (!step.state().lost()) {
            var calmFrom = step.state().restarts().calmFrom(scene);
            step = step.with(track.readiness().onStatus(scene, before, calmFrom), Followed::with);
        }
        step = step.with(track.leaving().onStatus(scene), Followed::with);
        if (track.lost() != step.state().lost()) {
            step = step.then(t -> contact(t, scene, scene.status().observedAt()));
        }
        step = step.with(track.end().onStatus(scene, running), Followed::with);
        step = step.with(wellness(track, scene), Followed::well);
        return step.state().well() == track.well()
                ? step
                : step.map(t -> t.with(t.notes().started()));
    }

    /** What has not begun may begin by other rules; what has begun goes on as it is. */
    static Step<Followed, SymptomChange> begin(Followed track, Scene scene) {
        return Step.<Followed, SymptomChange>to(track)
                .then(t -> t.pending() instanceof PendingState.Fine fine
                        ? fine.onStatus(scene, scene.status()).map(t::with)
                        : Step.to(t))
                .then(t -> t.readiness() instanceof ReadinessState.Usable usable && !t.lost()
                        ? usable.onStatus(scene, scene.status(), t.restarts().calmFrom(scene))
                                .map(t::with)
                        : Step.to(t))
                .then(t -> t.leaving() instanceof LeavingState.Staying staying
                        ? staying.onStatus(scene).map(t::with)
                        : Step.to(t));
    }

    static Step<Followed, SymptomChange> note(Followed track, Scene scene, Instant at) {
        var step = Step.<Followed, SymptomChange>to(track.with(scene.notes()));
        step = step.with(track.contact().onNote(scene, at), Followed::with);
        step = step.with(track.pending().onNote(scene, at), Followed::with);
        if (!step.state().lost()) {
            step = step.with(track.readiness().onNote(scene, at), Followed::with);
        }
        step = step.with(track.leaving().onNote(scene, at), Followed::with);
        if (track.lost() != step.state().lost()) {
            step = step.then(t -> contact(t, scene, at));
        }
        return step.with(track.end().onNote(scene), Followed::with);
    }

    /** With its node the pod is lost, and begins anew when that is back: what it shows by then is not its own failure. */
    private static Step<Followed, SymptomChange> contact(Followed track, Scene scene, Instant at) {
        if (track.lost()) {
            return track.readiness().abandon(scene, at).map(track::with);
        }
        var settled = at.plus(scene.ruling().rules().notReady().min());
        return ReadinessState.Usable.INSTANCE
                .from(at, scene, Optional.of(settled))
                .map(readiness -> track.with(readiness).with(track.leaving().anew(at)));
    }

    static Step<Followed, SymptomChange> time(Followed track, Scene scene, Instant now) {
        var step = Step.<Followed, SymptomChange>to(track);
        step = step.with(track.restarts().onTime(scene, now), Followed::with);
        step = step.with(track.pending().onTime(scene, now), Followed::with);
        if (!track.lost()) {
            step = step.with(track.readiness().onTime(scene, now), Followed::with);
            step = step.with(track.leaving().onTime(scene, now), Followed::with);
        }
        return step.with(track.end().onTime(scene, now), Followed::with);
    }

    static Optional<Instant> deadline(Followed track, Scene scene) {
        var first = Timeline.sooner(
                track.restarts().deadline(scene), track.pending().deadline(scene));
        if (!track.lost()) {
            first = Timeline.sooner(first, track.readiness().deadline(scene));
            first = Timeline.sooner(first, track.leaving().deadline(scene));
        }
        return Timeline.sooner(first, track.end().deadline(scene));
    }

    /** Says once when the pod has become well, and once when such a pod goes. */
    private static Step<Boolean, SymptomChange> wellness(Followed track, Scene scene) {
        var status = scene.status();
        if (track.well()) {
            return isPast(status) && !isPast(track.status())
                    ? Step.to(true, scene.change(Symptom.WELL, Change.GONE, status.observedAt(), status.observedAt()))
                    : Step.to(true);
        }
        boolean nowWell = !status.leaving() && (status.ready() || status.phase() == Phase.SUCCEEDED);
        return nowWell
                ? Step.to(
                        true,
                        scene.change(
                                Symptom.WELL,
                                Change.ONSET,
                                status.observedAt(),
                                Sane.since(status.createdAt(), status)))
                : Step.to(false);
    }

    private static boolean isPast(PodStatus status) {
        return status.leaving() || status.phase() == Phase.FAILED;
    }
}
