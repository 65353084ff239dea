package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pod that runs can be used.
 *
 * <ul>
 *   <li>{@link Usable} to {@link Unready} when a status shows {@link Unreadiness}
 *   <li>{@link Unready} to {@link Stuck} when it has stood for longer than the probes allow by their own settings; before that
 *       it is {@linkplain Change#SUSPECTED suspected}
 *   <li>either to {@link Usable} when the pod is ready, ends or is deleted. To start a container of it again makes nothing
 *       ready, however often it is done
 * </ul>
 */
public sealed interface ReadinessState {

    /** Nobody suspects a pod that has just been started. */
    Duration SLOW = Duration.ofSeconds(30);

    /**
     * @param before the status before; null where there was none
     * @param calmFrom until then restarts may go on; empty where there were none lately
     */
    Step<ReadinessState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before, Optional<Instant> calmFrom);

    default Step<ReadinessState, SymptomChange> onNote(Scene scene, Instant at) {
        return Step.to(this);
    }

    default Step<ReadinessState, SymptomChange> onTime(Scene scene, Instant now) {
        return Step.to(this);
    }

    /** It is no longer judged. */
    default Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
        return Step.to(Usable.INSTANCE);
    }

    default Optional<Instant> deadline(Scene scene) {
        return Optional.empty();
    }

    /** It is ready; or it does not run, which is for others to judge. */
    record Usable() implements ReadinessState {

        public static final Usable INSTANCE = new Usable();

        @Override
        public Step<ReadinessState, SymptomChange> onStatus(
                Scene scene, @Nullable PodStatus before, Optional<Instant> calmFrom) {
            return scene.status().ready() // as most pods are
                    ? Step.to(this)
                    : from(Unreadiness.earliest(before, scene.status()), scene, calmFrom);
        }

        /** @param earliest it has not been unready for longer, whatever the node's clock says */
        Step<ReadinessState, SymptomChange> from(Instant earliest, Scene scene, Optional<Instant> calmFrom) {
            var found = scene.ruling().watches(Kind.NOT_READY)
                    ? Unreadiness.of(scene.status())
                    : Optional.<Unreadiness>empty();
            if (found.isEmpty()) {
                return Step.to(this);
            }
            var since = Sane.later(found.get().since(), earliest);
            var judged = calmFrom.map(calm -> Sane.later(calm, since)).orElse(since);
            return Step.to(new Unready(since, judged, false, found.get().diagnose(scene)));
        }
    }

    /**
     * It runs and is not ready, for no longer than its probes allow.
     *
     * @param since when it ceased to be ready, or began to run
     * @param calmFrom not judged before: restarts may go on until then, or another probe has only just begun
     * @param suspected this has been said
     */
    record Unready(Instant since, Instant calmFrom, boolean suspected, Diagnosis diagnosis) implements ReadinessState {

        @Override
        public Step<ReadinessState, SymptomChange> onStatus(
                Scene scene, @Nullable PodStatus before, Optional<Instant> calm) {
            var found = Unreadiness.of(scene.status());
            if (Unreadiness.isOver(scene.status(), before)) {
                return suspected ? over(scene, before, since, calm) : Usable.INSTANCE.onStatus(scene, before, calm);
            }
            if (found.isEmpty() && !betweenRuns(scene)) {
                return suspected ? abandon(scene, scene.status().observedAt()) : Step.to(Usable.INSTANCE);
            }
            // restarts may go on, but what is not ready for as long as any pod may be is not, whatever else it does
            var limit = since.plus(scene.ruling().rules().notReady().max());
            var judged =
                    Sane.later(calmFrom, calm.map(c -> Sane.earlier(c, limit)).orElse(since));
            if (Unreadiness.startedSince(before, scene.status())) {
                judged = Sane.later(judged, scene.status().observedAt().plus(allowed(scene)));
            }
            var newest = found.map(f -> PendingDiagnosis.better(diagnosis, f.diagnose(scene)));
            return Step.to(new Unready(since, judged, suspected, newest.orElse(diagnosis)));
        }

        /** Its containers have been started, and will be again. One that cannot be is another failure. */
        private static boolean betweenRuns(Scene scene) {
            return scene.status().phase() == Phase.RUNNING
                    && scene.status().restartPolicy() != RestartPolicy.NEVER
                    && scene.trouble()
                            .filter(trouble -> !trouble.isBetweenRuns())
                            .isEmpty();
        }

        @Override
        public Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
            return suspected ? Step.to(Usable.INSTANCE, gone(scene, since)) : Step.to(Usable.INSTANCE);
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
            var found = Unreadiness.of(scene.status());
            if (found.isEmpty()) {
                return rule.max(); // nothing runs that could be probed
            }
            var budget = found.get().budget();
            if (budget == null) {
                return rule.withoutProbe();
            }
            var atLeast = budget.compareTo(rule.min()) < 0 ? rule.min() : budget;
            return atLeast.compareTo(rule.max()) > 0 ? rule.max() : atLeast;
        }
    }

    /** It has not been ready for longer than that, and is not, whether its containers run at the moment or not. */
    record Stuck(Instant since, Diagnosis diagnosis) implements ReadinessState {

        @Override
        public Step<ReadinessState, SymptomChange> onStatus(
                Scene scene, @Nullable PodStatus before, Optional<Instant> calmFrom) {
            return Unreadiness.isOver(scene.status(), before)
                    ? over(scene, before, since, calmFrom)
                    : onNote(scene, scene.status().observedAt());
        }

        @Override
        public Step<ReadinessState, SymptomChange> abandon(Scene scene, Instant at) {
            return Step.to(Usable.INSTANCE, gone(scene, since));
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

    /** It is over, and may have begun anew since. */
    private static Step<ReadinessState, SymptomChange> over(
            Scene scene, @Nullable PodStatus before, Instant since, Optional<Instant> calmFrom) {
        var status = scene.status();
        boolean goes = status.leaving() || status.phase() == Phase.FAILED;
        var how = goes ? Change.GONE : Change.RECOVERED;
        return Step.<ReadinessState, SymptomChange>to(
                        Usable.INSTANCE, scene.change(Symptom.NOT_READY, how, status.observedAt(), since))
                .then(usable -> usable.onStatus(scene, before, calmFrom));
    }

    private static SymptomChange gone(Scene scene, Instant since) {
        return scene.change(Symptom.NOT_READY, Change.GONE, scene.status().observedAt(), since);
    }
}
