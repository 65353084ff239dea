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
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first stage, {@code track-pods}: follows one pod through time. Whatever comes, what was due before it is dealt with first,
 * so that the outcome does not depend on how often time is told.
 */
public final class PodTracker {

    private final Rulings rulings;
    private final CauseCatalogue catalogue;
    private final boolean blind;

    public PodTracker(RuleBook rules, CauseCatalogue catalogue) {
        this(new Rulings(rules), catalogue, false);
    }

    private PodTracker(Rulings rulings, CauseCatalogue catalogue, boolean blind) {
        this.rulings = rulings;
        this.catalogue = catalogue;
        this.blind = blind;
    }

    /**
     * The same while the cluster's watch is broken: time brings nothing about. What seems due may have been mended unseen, and
     * what tells of it may be further down the list.
     */
    public PodTracker blind() {
        return new PodTracker(rulings, catalogue, true);
    }

    /**
     * A status has come. One that is no newer than the one we have changes nothing, and nothing but a later list brings a pod
     * back that is gone. What was due before a pod went has come to pass, however soon after that it went; but not in a gap:
     * nobody knows when it went, and it may have been well before anything was due.
     */
    public Step<PodTrack, SymptomChange> status(PodTrack track, PodStatus status) {
        if (track instanceof Departed departed && !isBack(departed, status)) {
            return Step.to(track);
        }
        if (!(track instanceof Followed followed)) {
            if (status.delivery() == Delivery.DELETED) {
                return Step.to(new Departed(status.observedAt()));
            }
            var notes = track instanceof HeardOf heard ? heard.notes() : Notes.NONE;
            return take(Followed.from(notes, status), status, null);
        }
        if (status.delivery() != Delivery.DELETED
                && followed.status().version().covers(status.version(), status.delivery())) {
            return Step.to(seenAt(followed, status.observedAt()));
        }
        return due(followed, status.observedAt()).then(current -> take(current, status, followed.status()));
    }

    /** An Event about the pod has come. */
    public Step<PodTrack, SymptomChange> event(PodTrack track, KubeEvent event) {
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
        return due(followed, event.observedAt())
                .then(current -> {
                    var scene = scene(current.status(), notes);
                    return Unwatched.hide(PodSteps.note(current, scene, event.observedAt()), scene);
                })
                .map(next -> next);
    }

    /** The time of the pod's cluster has come to {@code now}. */
    public Step<PodTrack, SymptomChange> time(PodTrack track, Instant now) {
        if (track instanceof Followed followed) {
            return due(followed, now).map(next -> next);
        }
        return Step.to(deadline(track).filter(due -> !due.isAfter(now)).isPresent() ? new Nothing() : track);
    }

    /** The whole list of the cluster's pods was read since {@code listBegun}: one not seen since then is gone. */
    public Step<PodTrack, SymptomChange> listed(PodTrack track, Instant listBegun, Instant now) {
        if (!(track instanceof Followed followed)
                || !followed.status().observedAt().isBefore(listBegun)) {
            return Step.to(track);
        }
        return status(followed, Statuses.deleted(followed.status(), now));
    }

    /** Other rules apply from now on: what they do not look for is dropped, and what else the pod shows is judged by them. */
    public Step<PodTrack, SymptomChange> ruled(PodTrack track, Instant now) {
        if (!(track instanceof Followed followed)) {
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
                ? step.map(gone -> new Departed(status.observedAt()))
                : step.then(next -> due(next, status.observedAt())).map(next -> next);
    }

    private static Step<Followed, SymptomChange> look(
            Followed track, Scene scene, @Nullable PodStatus before, Instant at) {
        return Unwatched.drop(track, scene, at)
                .then(watched -> Unwatched.hide(PodSteps.status(watched, scene, before), scene));
    }

    /** Deals with all that is due, in the order of time. */
    private Step<Followed, SymptomChange> due(Followed track, Instant now) {
        var next = deadline(track).filter(at -> !at.isAfter(now));
        return blind || next.isEmpty() ? Step.to(track) : at(track, next.get()).then(then -> due(then, now));
    }

    private Step<Followed, SymptomChange> at(Followed track, Instant now) {
        var scene = scene(track.status(), track.notes());
        return Unwatched.hide(PodSteps.time(track, scene, now), scene);
    }

    /** A cluster that was restored from a backup has pods that were gone, and so has one whose list was read wrongly before. */
    private static boolean isBack(Departed departed, PodStatus status) {
        return status.delivery() == Delivery.LISTED && status.observedAt().isAfter(departed.at());
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
        return new Scene(status, notes, rulings.of(status), catalogue);
    }
}
