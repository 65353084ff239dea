package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a pod goes away.
 *
 * <ul>
 *   <li>{@link Staying} to {@link Leaving} with {@code deletionTimestamp}, which is the request plus the grace period and is
 *       pulled back when the kubelet is done early
 *   <li>{@link Leaving} to {@link Stuck} when it is still there long after that
 *   <li>all end with the pod
 * </ul>
 */
public sealed interface LeavingState {

    Step<LeavingState, SymptomChange> onStatus(Scene scene);

    default Step<LeavingState, SymptomChange> onNote(Scene scene, Instant at) {
        return Step.to(this);
    }

    default Step<LeavingState, SymptomChange> onTime(Scene scene, Instant now) {
        return Step.to(this);
    }

    /** The time until its node was heard of again does not count. */
    default LeavingState anew(Instant at) {
        return this;
    }

    default Optional<Instant> deadline(Scene scene) {
        return Optional.empty();
    }

    /** Nobody asked for its deletion. */
    record Staying() implements LeavingState {

        public static final Staying INSTANCE = new Staying();

        @Override
        public Step<LeavingState, SymptomChange> onStatus(Scene scene) {
            var status = scene.status();
            if (status.deletionTimestamp() == null || !scene.ruling().watches(Kind.TERMINATING)) {
                return Step.to(this);
            }
            return Step.to(Leaving.from(status, status.observedAt(), Instant.EPOCH));
        }
    }

    /**
     * It goes, and may take its time.
     *
     * @param since when it should have been gone: {@code deletionTimestamp}
     * @param seen when its deletion was first seen
     * @param inTouch when its node was heard of again; the epoch where it was never lost
     */
    record Leaving(Instant since, Instant seen, Instant inTouch) implements LeavingState {

        private static Leaving from(PodStatus status, Instant seen, Instant inTouch) {
            var deletion = status.deletionTimestamp();
            var created = status.createdAt();
            if (deletion == null || Sane.isUnset(deletion) || (created != null && deletion.isBefore(created))) {
                return new Leaving(seen, seen, inTouch); // clocks disagree
            }
            return new Leaving(deletion, seen, inTouch);
        }

        @Override
        public Step<LeavingState, SymptomChange> onStatus(Scene scene) {
            return gone(scene) ? Step.to(Staying.INSTANCE) : Step.to(from(scene.status(), seen, inTouch));
        }

        @Override
        public Step<LeavingState, SymptomChange> onTime(Scene scene, Instant now) {
            var due = due(scene);
            if (now.isBefore(due)) {
                return Step.to(this);
            }
            var diagnosis = LeavingDiagnosis.of(scene);
            var rule = scene.ruling()
                    .cite(
                            Kind.TERMINATING,
                            "terminating " + Durations.text(allowed(scene)) + " beyond its grace period");
            return Step.to(
                    new Stuck(since, diagnosis),
                    scene.change(Symptom.TERMINATING, Change.ONSET, due, since, null, diagnosis, rule));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            return Optional.of(due(scene));
        }

        @Override
        public LeavingState anew(Instant at) {
            return new Leaving(since, seen, at);
        }

        private Instant due(Scene scene) {
            return Sane.later(since, inTouch).plus(allowed(scene));
        }
    }

    /** It should be gone and is not. */
    record Stuck(Instant since, Diagnosis diagnosis) implements LeavingState {
        @Override
        public Step<LeavingState, SymptomChange> onStatus(Scene scene) {
            return gone(scene)
                    ? Step.to(
                            Staying.INSTANCE,
                            scene.change(
                                    Symptom.TERMINATING,
                                    Change.RECOVERED, // to be gone is what it was to be
                                    scene.status().observedAt(),
                                    since))
                    : onNote(scene, scene.status().observedAt());
        }

        @Override
        public Step<LeavingState, SymptomChange> onNote(Scene scene, Instant at) {
            var found = LeavingDiagnosis.of(scene);
            if (!found.known() || found.cause().equals(diagnosis.cause())) {
                return Step.to(this);
            }
            return Step.to(
                    new Stuck(since, found),
                    scene.change(Symptom.TERMINATING, Change.CHANGED, at, since, null, found, ""));
        }
    }

    private static boolean gone(Scene scene) {
        return scene.status().delivery() == Delivery.DELETED;
    }

    private static Duration allowed(Scene scene) {
        Rules.Terminating rule = scene.ruling().rules().terminating();
        return onlyFinalizersHold(scene.status()) ? rule.finalizers() : rule.afterGrace();
    }

    /** Nothing of it runs any more; what is left is the object. */
    static boolean onlyFinalizersHold(PodStatus status) {
        return !status.finalizers().isEmpty()
                && status.containers().stream().noneMatch(c -> c.state() instanceof Running);
    }
}
