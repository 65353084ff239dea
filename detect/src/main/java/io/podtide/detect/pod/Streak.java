package io.podtide.detect.pod;

import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Occurrences that belong together, until the pod has been well for a while.
 *
 * <ul>
 *   <li>{@link None} to {@link Since} with the first occurrence
 *   <li>{@link Since} to {@link None} when the pod is Ready and nothing has occurred for {@code clearAfter}, when it has ended,
 *       or when it is deleted
 * </ul>
 */
public sealed interface Streak {

    /** It occurred. */
    Since struck(Instant at, Instant began);

    /** What status and time make of it. */
    Step<Streak, SymptomChange> settle(Scene scene, Symptom symptom, Instant now);

    /** When time may end it. */
    Optional<Instant> deadline(Scene scene);

    /** Something else has occurred that shows that the pod has not got over it. */
    Streak lasting(Instant until);

    /** Nothing has occurred lately. */
    record None() implements Streak {

        public static final None INSTANCE = new None();

        @Override
        public Since struck(Instant at, Instant began) {
            return new Since(began, at);
        }

        @Override
        public Step<Streak, SymptomChange> settle(Scene scene, Symptom symptom, Instant now) {
            return Step.to(this);
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            return Optional.empty();
        }

        @Override
        public Streak lasting(Instant until) {
            return this;
        }
    }

    /**
     * It goes on.
     *
     * @param began when the failure began
     * @param last the newest occurrence of it, or of what shows that it goes on
     */
    record Since(Instant began, Instant last) implements Streak {
        @Override
        public Since struck(Instant at, Instant failureBegan) {
            return new Since(began, Sane.later(last, at));
        }

        @Override
        public Step<Streak, SymptomChange> settle(Scene scene, Symptom symptom, Instant now) {
            var status = scene.status();
            if (status.leaving()) {
                return end(scene, symptom, Change.GONE, status.observedAt());
            }
            if (status.phase() == Phase.SUCCEEDED) {
                return end(scene, symptom, Change.RECOVERED, status.observedAt());
            }
            return deadline(scene)
                    .filter(due -> !due.isAfter(now))
                    .map(due ->
                            end(scene, symptom, status.phase() == Phase.FAILED ? Change.GONE : Change.RECOVERED, due))
                    .orElseGet(() -> Step.to(this));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            var status = scene.status();
            var calm = last.plus(clearAfter(scene));
            if (status.phase() == Phase.FAILED) {
                return Optional.of(calm);
            }
            return readySince(status).map(ready -> Sane.later(calm, ready));
        }

        @Override
        public Streak lasting(Instant until) {
            return new Since(began, Sane.later(last, until));
        }

        private Step<Streak, SymptomChange> end(Scene scene, Symptom symptom, Change how, Instant at) {
            return Step.to(None.INSTANCE, scene.change(symptom, how, at, began));
        }
    }

    private static Duration clearAfter(Scene scene) {
        return scene.ruling().rules().restartLoop().clearAfter();
    }

    private static Optional<Instant> readySince(PodStatus status) {
        return status.condition("Ready").filter(PodCondition::isTrue).map(c -> Sane.since(c.since(), status));
    }
}
