package io.podtide.detect.pod;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.pod.PodTrack.Departed;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.pod.PodTrack.HeardOf;
import io.podtide.detect.pod.PodTrack.Nothing;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rulings;
import io.podtide.detect.state.Repetition;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first stage, {@code track-pods}: follows one pod through time. Not thread-safe. */
public final class PodTracker {

    private final Rulings rulings;
    private final CauseCatalogue catalogue;
    private final boolean blind;
    private final Timeline<PodTrack, SymptomChange> timeline;
    /** The newest: a step, what is due after it and the next deadline are all of the same one. */
    private @Nullable Scene scene;

    public PodTracker(RuleBook rules, CauseCatalogue catalogue) {
        this.rulings = new Rulings(rules);
        this.catalogue = catalogue.remembering();
        this.blind = false;
        this.timeline = new Timeline<>(this::deadline, this::due);
    }

    private PodTracker(PodTracker seeing) {
        this.rulings = seeing.rulings;
        this.catalogue = seeing.catalogue;
        this.blind = true;
        this.timeline = Timeline.thatStands();
    }

    /** The same while the cluster's watch is broken. */
    public PodTracker blind() {
        return new PodTracker(this);
    }

    /**
     * A status has come. One that is no newer than the one we have changes nothing, and nothing but a later list brings a pod
     * back that is gone.
     */
    public Step<PodTrack, SymptomChange> status(PodTrack track, PodStatus status) {
        return timeline.until(track, status.observedAt())
                .then(current -> seen(current, status).each(change -> seen(change, status.observedAt())));
    }

    private Step<PodTrack, SymptomChange> seen(PodTrack track, PodStatus status) {
        var went = wentAt(track);
        if (went.isPresent() && !isBack(went.get(), status)) {
            return Step.to(track);
        }
        if (!(track instanceof Followed followed) || followed.gone()) {
            if (status.delivery() == Delivery.DELETED) {
                return Step.to(new Departed(status.observedAt()));
            }
            var notes = track instanceof HeardOf heard ? heard.notes() : Notes.NONE;
            return take(Followed.from(notes, status), status, null);
        }
        return status.delivery() != Delivery.DELETED
                        && followed.status().version().covers(status.version(), status.delivery())
                ? Step.to(seenAt(followed, status.observedAt()))
                : take(followed, Statuses.sharing(status, followed.status()), followed.status());
    }

    /** An Event that tells nothing of any pod: most Normal ones. */
    public static boolean ignores(KubeEvent event) {
        return Notes.ignore(event);
    }

    /** An Event about the pod has come. */
    public Step<PodTrack, SymptomChange> event(PodTrack track, KubeEvent event) {
        if (ignores(event)) {
            return Step.to(track);
        }
        return timeline.until(track, event.observedAt())
                .then(current -> heard(current, event).each(change -> seen(change, event.observedAt())));
    }

    private Step<PodTrack, SymptomChange> heard(PodTrack track, KubeEvent event) {
        if (track instanceof Departed) {
            return Step.to(track);
        }
        if (!(track instanceof Followed followed)) {
            var notes = (track instanceof HeardOf heard ? heard.notes() : Notes.NONE).with(event);
            return Step.to(notes.newestFirst().isEmpty() ? track : new HeardOf(notes, heardAt(track, event)));
        }
        var notes = followed.notes().with(event);
        if (notes.equals(followed.notes())) {
            return Step.to(followed);
        }
        var scene = scene(followed.status(), notes);
        return Unwatched.hide(PodSteps.note(followed, scene, event.observedAt()), scene)
                .map(PodTracker::kept);
    }

    /** In a gap nothing else is due until it ends, so that what has happened in it happens first. */
    private SymptomChange seen(SymptomChange change, Instant at) {
        return blind ? change : change.seen(at);
    }

    /** The time of the pod's cluster has come to {@code now}. */
    public Step<PodTrack, SymptomChange> time(PodTrack track, Instant now) {
        return timeline.until(track, now);
    }

    /** The whole list of the cluster's pods was read since {@code listBegun}: one not seen since then is gone. */
    public Step<PodTrack, SymptomChange> listed(PodTrack track, Instant listBegun, Instant now) {
        if (!(track instanceof Followed followed)
                || followed.gone()
                || !followed.status().observedAt().isBefore(listBegun)) {
            return Step.to(track);
        }
        return status(followed, Statuses.deleted(followed.status(), now));
    }

    /** Other rules apply from now on: what they do not look for is dropped, and what else the pod shows is judged by them. */
    public Step<PodTrack, SymptomChange> ruled(PodTrack track, Instant now) {
        if (!(track instanceof Followed followed) || followed.gone()) {
            return Step.to(track);
        }
        var scene = scene(followed.status(), followed.notes());
        return Unwatched.drop(followed, scene, Sane.later(now, followed.status().observedAt()))
                .then(watched -> Unwatched.hide(PodSteps.begin(watched, scene), scene))
                .map(next -> next);
    }

    /** When this pod wants to be asked again; empty if only news can change it. */
    public Optional<Instant> deadline(PodTrack track) {
        if (track instanceof HeardOf heard) {
            return Optional.of(heard.at().plus(Repetition.REMEMBERED));
        }
        if (track instanceof Departed departed) {
            return Optional.of(departed.at().plus(Repetition.REMEMBERED));
        }
        if (!(track instanceof Followed followed)) {
            return Optional.empty();
        }
        return PodSteps.deadline(followed, scene(followed.status(), followed.notes()));
    }

    private Step<PodTrack, SymptomChange> take(Followed track, PodStatus status, @Nullable PodStatus before) {
        var step = look(track, scene(status, track.notes()), before, status.observedAt());
        return status.delivery() == Delivery.DELETED
                ? step.map(PodTracker::kept)
                : step.<PodTrack>map(next -> next).then(next -> timeline.until(next, status.observedAt()));
    }

    private static Step<Followed, SymptomChange> look(
            Followed track, Scene scene, @Nullable PodStatus before, Instant at) {
        return Unwatched.drop(track, scene, at)
                .then(watched -> Unwatched.hide(PodSteps.status(watched, scene, before), scene));
    }

    private Step<PodTrack, SymptomChange> due(PodTrack track, Instant at) {
        if (!(track instanceof Followed followed)) {
            return Step.to(new Nothing());
        }
        var scene = scene(followed.status(), followed.notes());
        return Unwatched.hide(PodSteps.time(followed, scene, at), scene).map(PodTracker::kept);
    }

    /** A cluster that was restored from a backup has pods that were gone, and so has one whose list was read wrongly before. */
    private static boolean isBack(Instant went, PodStatus status) {
        return status.delivery() == Delivery.LISTED && status.observedAt().isAfter(went);
    }

    private static Optional<Instant> wentAt(PodTrack track) {
        if (track instanceof Departed departed) {
            return Optional.of(departed.at());
        }
        return track instanceof Followed followed && followed.gone()
                ? Optional.of(followed.status().observedAt())
                : Optional.empty();
    }

    /** Of a pod that is gone nothing else is kept, once all has been said. */
    private static PodTrack kept(Followed track) {
        return track.gone() && !(track.end() instanceof EndState.Evicted)
                ? new Departed(track.status().observedAt())
                : track;
    }

    private static Instant heardAt(PodTrack track, KubeEvent event) {
        return track instanceof HeardOf heard ? Sane.later(heard.at(), event.observedAt()) : event.observedAt();
    }

    /** A relist that repeats what we know still shows that the pod is there. */
    private static Followed seenAt(Followed track, Instant observedAt) {
        return observedAt.isAfter(track.status().observedAt())
                ? track.with(Statuses.seenAt(track.status(), observedAt))
                : track;
    }

    private Scene scene(PodStatus status, Notes notes) {
        if (scene == null || !scene.shows(status, notes)) {
            scene = new Scene(status, notes, rulings.of(status), catalogue);
        }
        return scene;
    }
}
