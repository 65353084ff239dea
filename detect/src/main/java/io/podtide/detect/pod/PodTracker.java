package io.podtide.detect.pod;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.pod.PodTrack.Departed;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.pod.PodTrack.HeardOf;
import io.podtide.detect.pod.PodTrack.Nothing;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first stage, {@code track-pods}: follows one pod through time. Whatever comes, what was due before it is dealt with first,
 * so that the outcome does not depend on how often time is told.
 */
public final class PodTracker {

    /** How long a pod that is gone is remembered, and one that only Events told of. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final RuleBook rules;
    private final CauseCatalogue catalogue;

    public PodTracker(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /**
     * A status has come. One that is no newer than the one we have changes nothing. A pod that is gone is judged by what time
     * has told so far: after a gap nobody knows when it went, and it may have been well before anything was due.
     */
    public Step<PodTrack, SymptomChange> status(PodTrack track, PodStatus status) {
        if (track instanceof Departed) {
            return Step.to(track);
        }
        if (!(track instanceof Followed followed)) {
            if (status.delivery() == Delivery.DELETED) {
                return Step.to(new Departed(status.observedAt()));
            }
            var notes = track instanceof HeardOf heard ? heard.notes() : Notes.NONE;
            return take(Followed.from(notes, status), status, null);
        }
        if (isOld(followed.status(), status)) {
            return Step.to(seenAt(followed, status.observedAt()));
        }
        return status.delivery() == Delivery.DELETED
                ? take(followed, status, followed.status())
                : due(followed, status.observedAt()).then(current -> take(current, status, followed.status()));
    }

    /** An Event about the pod has come. */
    public Step<PodTrack, SymptomChange> event(PodTrack track, KubeEvent event) {
        if (track instanceof Departed) {
            return Step.to(track);
        }
        if (!(track instanceof Followed followed)) {
            var notes = (track instanceof HeardOf heard ? heard.notes() : Notes.NONE).with(event);
            return Step.to(notes.newestFirst().isEmpty() ? track : new HeardOf(notes, event.observedAt()));
        }
        var notes = followed.notes().with(event);
        if (notes.equals(followed.notes())) {
            return Step.to(followed);
        }
        return due(followed, event.observedAt()).then(current -> note(current, notes, event.observedAt()));
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

    /** When this pod wants to be asked again; empty if only news can change it. */
    public Optional<Instant> deadline(PodTrack track) {
        if (track instanceof HeardOf heard) {
            return Optional.of(heard.at().plus(REMEMBERED));
        }
        if (track instanceof Departed departed) {
            return Optional.of(departed.at().plus(REMEMBERED));
        }
        if (!(track instanceof Followed followed)) {
            return Optional.empty();
        }
        var scene = scene(followed.status(), followed.notes());
        return Stream.of(
                        followed.restarts().deadline(scene),
                        followed.pending().deadline(scene),
                        followed.leaving().deadline(scene))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Step<PodTrack, SymptomChange> take(Followed track, PodStatus status, @Nullable PodStatus before) {
        var scene = scene(status, track.notes());
        var step = track.restarts()
                .onStatus(scene, before)
                .then(restarts -> track.pending()
                        .onStatus(scene, before)
                        .then(pending -> track.leaving()
                                .onStatus(scene)
                                .then(leaving -> wellness(track, scene)
                                        .map(well -> new Followed(
                                                status, track.notes(), restarts, pending, leaving, well)))));
        return status.delivery() == Delivery.DELETED
                ? step.map(gone -> new Departed(status.observedAt()))
                : step.then(next -> due(next, status.observedAt())).map(next -> next);
    }

    private Step<PodTrack, SymptomChange> note(Followed track, Notes notes, Instant at) {
        var scene = scene(track.status(), notes);
        return track.pending()
                .onNote(scene, at)
                .then(pending -> track.leaving()
                        .onNote(scene, at)
                        .map(leaving ->
                                new Followed(track.status(), notes, track.restarts(), pending, leaving, track.well())));
    }

    /** Deals with all that is due, in the order of time. */
    private Step<Followed, SymptomChange> due(Followed track, Instant now) {
        var next = deadline(track).filter(at -> !at.isAfter(now));
        return next.isEmpty() ? Step.to(track) : at(track, next.get()).then(then -> due(then, now));
    }

    private Step<Followed, SymptomChange> at(Followed track, Instant now) {
        var scene = scene(track.status(), track.notes());
        return track.restarts()
                .onTime(scene, now)
                .then(restarts -> track.pending()
                        .onTime(scene, now)
                        .then(pending -> track.leaving()
                                .onTime(scene, now)
                                .map(leaving -> new Followed(
                                        track.status(), track.notes(), restarts, pending, leaving, track.well()))));
    }

    /** Says once when the pod has become well, and once when such a pod goes. */
    private static Step<Boolean, SymptomChange> wellness(Followed track, Scene scene) {
        var status = scene.status();
        if (track.well()) {
            return status.leaving() && !track.status().leaving()
                    ? Step.to(true, scene.change(Symptom.WELL, Change.GONE, status.observedAt(), status.observedAt()))
                    : Step.to(true);
        }
        boolean nowWell = !status.leaving() && (status.ready() || status.phase() == Phase.SUCCEEDED);
        return nowWell
                ? Step.to(true, scene.change(Symptom.WELL, Change.ONSET, status.observedAt(), status.observedAt()))
                : Step.to(false);
    }

    private static boolean isOld(PodStatus known, PodStatus status) {
        return status.delivery() != Delivery.DELETED
                && status.resourceVersion() >= 0
                && known.resourceVersion() >= status.resourceVersion();
    }

    /** A relist that repeats what we know still shows that the pod is there. */
    private static Followed seenAt(Followed track, Instant observedAt) {
        return observedAt.isAfter(track.status().observedAt())
                ? new Followed(
                        Statuses.seenAt(track.status(), observedAt),
                        track.notes(),
                        track.restarts(),
                        track.pending(),
                        track.leaving(),
                        track.well())
                : track;
    }

    private Scene scene(PodStatus status, Notes notes) {
        return new Scene(status, notes, rules.forWorkload(status.workload(), status.labels()), catalogue);
    }
}
