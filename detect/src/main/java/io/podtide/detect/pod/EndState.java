package io.podtide.detect.pod;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pod has ended in a way that is a failure of its own.
 *
 * <ul>
 *   <li>{@link Open} to {@link Failed} when it is evicted or rejected by its kubelet, or fails and nobody tries it again
 *   <li>{@link Open} to {@link Evicted} when its status says so and its kubelet's Event has not come yet; that to {@link Failed}
 *       when the Event comes, or does not come
 *   <li>{@link Failed} to {@link Told} when it is deleted, or what is left of it tells nothing new any more
 * </ul>
 */
public sealed interface EndState {

    /** What is left of a pod that nobody replaces is looked at for so long. */
    Duration LEFT_BEHIND = Duration.ofDays(1);

    /** Events come on a watch of their own: so much later than the status that they tell of. */
    Duration SAID_WITHIN = Duration.ofSeconds(3);

    /** @param running when it was last seen that had not ended; null where it never was */
    Step<EndState, SymptomChange> onStatus(Scene scene, @Nullable Instant running);

    default Step<EndState, SymptomChange> onNote(Scene scene) {
        return Step.to(this);
    }

    default Step<EndState, SymptomChange> onTime(Scene scene, Instant now) {
        return Step.to(this);
    }

    default Optional<Instant> deadline(Scene scene) {
        return Optional.empty();
    }

    /** It has not ended, or has ended as it should. */
    record Open() implements EndState {

        public static final Open INSTANCE = new Open();

        @Override
        public Step<EndState, SymptomChange> onStatus(Scene scene, @Nullable Instant running) {
            var end = PodEnd.of(scene, running);
            if (end.isEmpty()) { // as with most pods
                return Step.to(this);
            }
            return end.get().symptom() == Symptom.EVICTED
                            && PodEnd.ofNote(scene).isEmpty()
                    ? Step.to(new Evicted(
                            end.get().at(), scene.status().observedAt().plus(SAID_WITHIN)))
                    : failed(scene, end.get());
        }

        @Override
        public Step<EndState, SymptomChange> onNote(Scene scene) {
            return PodEnd.ofNote(scene).map(end -> failed(scene, end)).orElse(Step.to(this));
        }
    }

    /**
     * It has, as its status says. Its kubelet's Event says when that began, and mostly comes first; it may come after the pod is
     * gone.
     *
     * @param at when its containers ended
     * @param until the Event is waited for so long
     */
    record Evicted(Instant at, Instant until) implements EndState {
        @Override
        public Step<EndState, SymptomChange> onStatus(Scene scene, @Nullable Instant running) {
            return onNote(scene);
        }

        @Override
        public Step<EndState, SymptomChange> onNote(Scene scene) {
            return PodEnd.ofNote(scene).map(end -> failed(scene, end)).orElse(Step.to(this));
        }

        @Override
        public Step<EndState, SymptomChange> onTime(Scene scene, Instant now) {
            return now.isBefore(until) ? Step.to(this) : failed(scene, PodEnd.evicted(scene, at));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            return Optional.of(until);
        }
    }

    /**
     * It has, and is still there.
     *
     * @param until no longer looked at then
     */
    record Failed(Symptom symptom, Instant at, Instant until) implements EndState {
        @Override
        public Step<EndState, SymptomChange> onStatus(Scene scene, @Nullable Instant running) {
            return scene.status().delivery() == Delivery.DELETED
                    ? Step.to(new Told(), over(scene, scene.status().observedAt()))
                    : Step.to(this);
        }

        @Override
        public Step<EndState, SymptomChange> onTime(Scene scene, Instant now) {
            return now.isBefore(until) ? Step.to(this) : Step.to(new Told(), over(scene, until));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            return Optional.of(until);
        }

        private SymptomChange over(Scene scene, Instant when) {
            return scene.change(symptom, Change.GONE, when, at);
        }
    }

    /** It has, and all has been said. */
    record Told() implements EndState {
        @Override
        public Step<EndState, SymptomChange> onStatus(Scene scene, @Nullable Instant running) {
            return Step.to(this);
        }
    }

    private static Step<EndState, SymptomChange> failed(Scene scene, PodEnd end) {
        var kind = end.symptom() == Symptom.EVICTED ? Kind.EVICTED : Kind.POD_FAILED;
        if (!scene.ruling().watches(kind)) {
            return Step.to(new Told());
        }
        boolean replaced = !scene.status().bare();
        var calm = scene.ruling().rules().restartLoop().clearAfter();
        var failed = new Failed(end.symptom(), end.at(), end.at().plus(replaced ? calm : LEFT_BEHIND));
        return Step.<EndState, SymptomChange>to(failed, end.change(scene))
                .then(next -> next.onStatus(scene, null)); // it may be gone already
    }
}
