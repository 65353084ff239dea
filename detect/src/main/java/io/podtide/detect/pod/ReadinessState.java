package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a pod that runs can be used.
 *
 * <ul>
 *   <li>{@link Usable} to {@link Unready} when a status shows {@link Unreadiness}
 *   <li>{@link Unready} to {@link Stuck} when it has stood for longer than the probes allow by their own settings; before that
 *       it is {@linkplain Change#SUSPECTED suspected}
 *   <li>either to {@link Usable} when the pod is ready, ends, is deleted, or a container of it is started again: that is
 *       another failure
 * </ul>
 */
public sealed interface ReadinessState {

    /** Nobody suspects a pod that has just been started. */
    Duration SLOW = Duration.ofSeconds(30);

    /** @param calmFrom until then restarts may go on; empty where there were none lately */
    Step<ReadinessState, SymptomChange> onStatus(Scene scene, Optional<Instant> calmFrom);

    default Step<ReadinessState, SymptomChange> onNote(Scene scene, Instant at) {
        return Step.to(this);
    }

    default Step<ReadinessState, SymptomChange> onTime(Scene scene, Instant now) {
        return Step.to(this);
    }

    /** It is no longer judged. */
    default Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
        return Step.to(new Usable());
    }

    default Optional<Instant> deadline(Scene scene) {
        return Optional.empty();
    }

    /** It is ready; or it does not run, which is for others to judge. */
    record Usable() implements ReadinessState {
        @Override
        public Step<ReadinessState, SymptomChange> onStatus(Scene scene, Optional<Instant> calmFrom) {
            return scene.ruling().watches(Kind.NOT_READY)
                    ? Step.to(Unreadiness.of(scene.status())
                            .<ReadinessState>map(found -> new Unready(
                                    found.since(),
                                    calmFrom.map(calm -> Sane.later(calm, found.since()))
                                            .orElse(found.since()),
                                    false,
                                    found.diagnose(scene)))
                            .orElse(this))
                    : Step.to(this);
        }
    }

    /**
     * It runs and is not ready, for no longer than its probes allow.
     *
     * @param since when it ceased to be ready, or began to run
     * @param calmFrom not judged before: restarts may go on until then
     * @param suspected this has been said
     */
    record Unready(Instant since, Instant calmFrom, boolean suspected, Diagnosis diagnosis) implements ReadinessState {

        @Override
        public Step<ReadinessState, SymptomChange> onStatus(Scene scene, Optional<Instant> calm) {
            var found = Unreadiness.of(scene.status());
            if (found.isEmpty()) {
                return suspected ? Step.to(new Usable(), over(scene, since)) : Step.to(new Usable());
            }
            var next = new Unready(
                    found.get().since(),
                    calm.map(from -> Sane.later(calmFrom, from)).orElse(calmFrom),
                    suspected,
                    PendingDiagnosis.better(diagnosis, found.get().diagnose(scene)));
            return Step.to(next);
        }

        @Override
        public Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
            return suspected ? Step.to(new Usable(), over(scene, since)) : Step.to(new Usable());
        }

        @Override
        public Step<ReadinessState, SymptomChange> onNote(Scene scene, Instant at) {
            return Step.to(Unreadiness.of(scene.status())
                    .map(found -> PendingDiagnosis.better(diagnosis, found.diagnose(scene)))
                    .map(better -> new Unready(since, calmFrom, suspected, better))
                    .orElse(this));
        }

        @Override
        public Step<ReadinessState, SymptomChange> onTime(Scene scene, Instant now) {
            var onset = onset(scene);
            if (!now.isBefore(onset)) {
                var rule = scene.ruling().cite(Kind.NOT_READY, "not ready for " + Durations.text(allowed(scene)));
                return Step.to(new Stuck(since, diagnosis), change(scene, Change.ONSET, onset, since, diagnosis, rule));
            }
            var suspicion = since.plus(SLOW);
            return suspected || now.isBefore(suspicion)
                    ? Step.to(this)
                    : Step.to(
                            new Unready(since, calmFrom, true, diagnosis),
                            change(scene, Change.SUSPECTED, suspicion, since, diagnosis, ""));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            var onset = onset(scene);
            var suspicion = since.plus(SLOW);
            return Optional.of(!suspected && suspicion.isBefore(onset) ? suspicion : onset);
        }

        private Instant onset(Scene scene) {
            return Sane.later(since.plus(allowed(scene)), calmFrom);
        }

        private static Duration allowed(Scene scene) {
            var rule = scene.ruling().rules().notReady();
            var budget = Unreadiness.of(scene.status()).map(Unreadiness::budget).orElse(null);
            if (budget == null) {
                return rule.withoutProbe();
            }
            var atLeast = budget.compareTo(rule.min()) < 0 ? rule.min() : budget;
            return atLeast.compareTo(rule.max()) > 0 ? rule.max() : atLeast;
        }
    }

    /** It runs and is not ready, for longer than that. */
    record Stuck(Instant since, Diagnosis diagnosis) implements ReadinessState {

        @Override
        public Step<ReadinessState, SymptomChange> onStatus(Scene scene, Optional<Instant> calmFrom) {
            var still = Unreadiness.of(scene.status())
                    .filter(found -> !found.since().isAfter(since)); // later: it was ready, or was started again
            return still.isPresent()
                    ? onNote(scene, scene.status().observedAt())
                    : Step.<ReadinessState, SymptomChange>to(new Usable(), over(scene, since))
                            .then(usable -> usable.onStatus(scene, calmFrom));
        }

        @Override
        public Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
            return Step.to(new Usable(), over(scene, since));
        }

        @Override
        public Step<ReadinessState, SymptomChange> onNote(Scene scene, Instant at) {
            var found = Unreadiness.of(scene.status())
                    .map(unready -> unready.diagnose(scene))
                    .filter(Diagnosis::known)
                    .filter(known -> !known.cause().equals(diagnosis.cause()));
            return found.isEmpty()
                    ? Step.to(this)
                    : Step.to(new Stuck(since, found.get()), change(scene, Change.CHANGED, at, since, found.get(), ""));
        }
    }

    private static SymptomChange change(
            Scene scene, Change change, Instant at, Instant since, Diagnosis diagnosis, String rule) {
        var container =
                Unreadiness.of(scene.status()).map(Unreadiness::container).orElse(null);
        return scene.change(Symptom.NOT_READY, change, at, since, container, diagnosis, rule);
    }

    private static SymptomChange over(Scene scene, Instant since) {
        var how = scene.status().ready() ? Change.RECOVERED : Change.GONE;
        return scene.change(Symptom.NOT_READY, how, scene.status().observedAt(), since);
    }
}
