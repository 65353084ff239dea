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
        boolean news = before != null && !before.ended();
        return Step.<Followed, SymptomChange>to(track.with(scene.status()))
                .then(t -> t.contact().onStatus(scene).map(t::with))
                .then(t -> t.restarts().onStatus(scene, before).map(t::with))
                .then(t -> t.pending().onStatus(scene, before).map(t::with))
                .then(t -> t.lost()
                        ? Step.to(t)
                        : t.readiness()
                                .onStatus(scene, before, t.restarts().calmFrom(scene))
                                .map(t::with))
                .then(t -> t.leaving().onStatus(scene).map(t::with))
                .then(t -> contact(track, t, scene, scene.status().observedAt()))
                .then(t -> t.end().onStatus(scene, news).map(t::with))
                .then(t -> wellness(track, scene).map(t::well));
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
        return Step.<Followed, SymptomChange>to(track.with(scene.notes()))
                .then(t -> t.contact().onNote(scene, at).map(t::with))
                .then(t -> t.pending().onNote(scene, at).map(t::with))
                .then(t ->
                        t.lost() ? Step.to(t) : t.readiness().onNote(scene, at).map(t::with))
                .then(t -> t.leaving().onNote(scene, at).map(t::with))
                .then(t -> contact(track, t, scene, at))
                .then(t -> t.end().onNote(scene).map(t::with));
    }

    /** With its node the pod is lost, and begins anew when that is back: what it shows by then is not its own failure. */
    private static Step<Followed, SymptomChange> contact(Followed before, Followed track, Scene scene, Instant at) {
        if (before.lost() == track.lost()) {
            return Step.to(track);
        }
        if (track.lost()) {
            return track.readiness().abandon(scene, at).map(track::with);
        }
        var settled = at.plus(scene.ruling().rules().notReady().min());
        return new ReadinessState.Usable()
                .from(at, scene, Optional.of(settled))
                .map(readiness -> track.with(readiness).with(track.leaving().anew(at)));
    }

    static Step<Followed, SymptomChange> time(Followed track, Scene scene, Instant now) {
        return Step.<Followed, SymptomChange>to(track)
                .then(t -> t.restarts().onTime(scene, now).map(t::with))
                .then(t -> t.pending().onTime(scene, now).map(t::with))
                .then(t ->
                        t.lost() ? Step.to(t) : t.readiness().onTime(scene, now).map(t::with))
                .then(t ->
                        t.lost() ? Step.to(t) : t.leaving().onTime(scene, now).map(t::with))
                .then(t -> t.end().onTime(scene, now).map(t::with));
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
