package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a pod is from starting.
 *
 * <ul>
 *   <li>{@link Fine} to {@link Waiting} when a status shows {@link StartTrouble}
 *   <li>{@link Waiting} to {@link Stuck} when it has stood for as long as the rule of its stage asks; before that it is
 *       {@linkplain Change#SUSPECTED suspected}
 *   <li>{@link Fine} to {@link Stuck} when an init container of it has been running for too long ({@link LongInit})
 *   <li>either to {@link Fine} when the pod starts, ends or is deleted
 * </ul>
 *
 * A pod that moves on to another stage without starting stays stuck: it still does not run.
 */
public sealed interface PendingState {

    /** An error in the status must have stood this long: the kubelet's first retry often helps. */
    Duration SETTLED = Duration.ofSeconds(10);

    /** Setup and scheduling are only suspected when they have taken this long. */
    Duration SLOW = Duration.ofSeconds(30);

    /** Reasons of Events about an image that does not come; both have other meanings as well. */
    Set<String> FAILURES = Set.of("Failed", "BackOff");

    /** What a newer status makes of it. */
    Step<PendingState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before);

    /** What an Event adds to what is known of the cause. */
    default Step<PendingState, SymptomChange> onNote(Scene scene, Instant at) {
        return Step.to(this);
    }

    /** What the passing of time makes of it. */
    default Step<PendingState, SymptomChange> onTime(Scene scene, Instant now) {
        return Step.to(this);
    }

    /** When time will make something of it. */
    default Optional<Instant> deadline(Scene scene) {
        return Optional.empty();
    }

    /** Nothing keeps the pod from running, or it is wanted so. */
    record Fine() implements PendingState {

        public static final Fine INSTANCE = new Fine();

        @Override
        public Step<PendingState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
            var trouble = StartTrouble.begun(scene);
            if (trouble.isEmpty() || !scene.ruling().watches(Kind.PENDING)) {
                return Step.to(this);
            }
            return Step.to(Waiting.begin(scene, trouble.get(), before));
        }

        /** The status of a container that has ended stays as it is: only Events tell that it is not started again. */
        @Override
        public Step<PendingState, SymptomChange> onNote(Scene scene, Instant at) {
            return onStatus(scene, scene.status());
        }

        @Override
        public Step<PendingState, SymptomChange> onTime(Scene scene, Instant now) {
            return LongInit.of(scene)
                    .filter(init -> init.isTooLong(now))
                    .map(init -> stuck(scene, init))
                    .orElseGet(() -> Step.to(this));
        }

        private static Step<PendingState, SymptomChange> stuck(Scene scene, LongInit init) {
            var allowed = Durations.text(scene.ruling().rules().notReady().max());
            var rule = scene.ruling().cite(Kind.PENDING, "pending " + allowed + " in an init container");
            var diagnosis = init.diagnosis(scene);
            return Step.to(
                    new Stuck(StartStage.SETUP, init.since(), diagnosis),
                    scene.change(
                            Symptom.PENDING,
                            Change.ONSET,
                            init.due(),
                            init.since(),
                            init.container(),
                            diagnosis,
                            rule));
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            return LongInit.of(scene).map(LongInit::due);
        }
    }

    /**
     * It does not run, and the rule is not met yet.
     *
     * @param since when it got to this stage
     * @param seen when the stage was first seen; as {@code since} where it was there before we looked
     * @param suspected this has been said
     */
    record Waiting(StartStage stage, Instant since, Instant seen, boolean suspected, Diagnosis diagnosis)
            implements PendingState {

        static Waiting begin(Scene scene, StartTrouble trouble, @Nullable PodStatus before) {
            var status = scene.status();
            var since = notBefore(before, Sane.since(trouble.since(), status), trouble, scene);
            var seen = status.delivery() == Delivery.LISTED ? since : failedBefore(scene, trouble, since);
            return new Waiting(trouble.stage(), since, seen, false, PendingDiagnosis.of(scene, trouble));
        }

        /**
         * What the status before did not show has begun since, whatever the status says; where every change is seen, just now. So has
         * the waiting of a pod that was held back on purpose until now. A container that was down already has not run since.
         */
        private static Instant notBefore(@Nullable PodStatus before, Instant since, StartTrouble trouble, Scene scene) {
            var status = scene.status();
            var known = before == null ? Optional.<StartTrouble>empty() : StartTrouble.of(before);
            if (known.filter(k -> trouble.isBeyond(k.stage())).isPresent()) {
                return status.observedAt();
            }
            if (before == null || (!trouble.hasRunSince(before) && (known.isPresent() || trouble.wasDown(before)))) {
                return since;
            }
            if (since.isBefore(before.observedAt()) || StartTrouble.gated(before)) {
                return status.delivery() == Delivery.LISTED ? before.observedAt() : status.observedAt();
            }
            return since;
        }

        /** A kubelet that is started again shows a container as new for a moment, but its image has not come before. */
        private static Instant failedBefore(Scene scene, StartTrouble trouble, Instant since) {
            var now = scene.status().observedAt();
            if (trouble.stage() != StartStage.IMAGE) {
                return now;
            }
            return scene.notes()
                    .of(FAILURES, since)
                    .filter(note ->
                            note.message().contains("pull") || note.message().contains("Pull"))
                    .map(Note::at)
                    .filter(at -> !at.isAfter(now.minus(SETTLED)))
                    .reduce(Sane::earlier)
                    .orElse(now);
        }

        @Override
        public Step<PendingState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
            var trouble = scene.trouble().filter(t -> !t.hasRunSince(before) && !t.isBeyond(stage));
            if (trouble.isEmpty()) {
                return Step.<PendingState, SymptomChange>to(Fine.INSTANCE)
                        .then(fine -> suspected ? Step.to(fine, over(scene, since)) : Step.to(fine))
                        .then(fine -> fine.onStatus(scene, before));
            }
            if (trouble.get().stage() == stage) {
                return Step.to(withDiagnosis(scene, PendingDiagnosis.of(scene, trouble.get())));
            }
            var next = begin(scene, trouble.get(), before);
            var begun = Sane.later(next.since, since); // not before the stage before, which a gate may have held back
            return Step.to(new Waiting(next.stage, begun, next.seen, suspected, next.diagnosis));
        }

        @Override
        public Step<PendingState, SymptomChange> onNote(Scene scene, Instant at) {
            return Step.to(scene.trouble()
                    .map(trouble -> new Waiting(
                                    trouble.stage(), since, trouble.stage() == stage ? seen : at, suspected, diagnosis)
                            .withDiagnosis(scene, PendingDiagnosis.of(scene, trouble)))
                    .orElse(this));
        }

        @Override
        public Step<PendingState, SymptomChange> onTime(Scene scene, Instant now) {
            var onset = onset(scene);
            if (!now.isBefore(onset)) {
                var rule = scene.ruling()
                        .cite(Kind.PENDING, "pending " + Durations.text(allowed(scene)) + " " + stage.words());
                return Step.to(
                        new Stuck(stage, since, diagnosis),
                        scene.change(Symptom.PENDING, Change.ONSET, onset, since, concerned(scene), diagnosis, rule));
            }
            var suspicion = suspicion(scene);
            if (!suspected && !now.isBefore(suspicion)) {
                return Step.to(
                        new Waiting(stage, since, seen, true, diagnosis),
                        scene.change(
                                Symptom.PENDING, Change.SUSPECTED, suspicion, since, concerned(scene), diagnosis, ""));
            }
            return Step.to(this);
        }

        @Override
        public Optional<Instant> deadline(Scene scene) {
            var onset = onset(scene);
            var suspicion = suspicion(scene);
            return Optional.of(!suspected && suspicion.isBefore(onset) ? suspicion : onset);
        }

        private Instant onset(Scene scene) {
            var due = since.plus(allowed(scene));
            return stage.isError() && stage != StartStage.UNSCHEDULABLE ? Sane.later(due, seen.plus(SETTLED)) : due;
        }

        private Instant suspicion(Scene scene) {
            return Sane.later(seen.plus(stage.isError() ? SETTLED : SLOW), since.plus(atLeast(scene)));
        }

        private Duration allowed(Scene scene) {
            var rule = stage.allowed(
                    scene.ruling().rules().pending(), scene.notes().scalingUp(since));
            var atLeast = atLeast(scene);
            return rule.compareTo(atLeast) < 0 ? atLeast : rule;
        }

        private static Duration atLeast(Scene scene) {
            return scene.trouble().map(StartTrouble::atLeast).orElse(Duration.ZERO);
        }

        private Waiting withDiagnosis(Scene scene, Diagnosis found) {
            return new Waiting(stage, since, seen, suspected, PendingDiagnosis.better(scene, diagnosis, found));
        }
    }

    /** It does not run, and the rule is met. */
    record Stuck(StartStage stage, Instant since, Diagnosis diagnosis) implements PendingState {

        @Override
        public Step<PendingState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
            var now = scene.status().observedAt();
            if (LongInit.of(scene).filter(init -> init.isTooLong(now)).isPresent()) {
                return Step.to(this);
            }
            return scene.trouble()
                    .filter(trouble -> !trouble.hasRunSince(before) && !trouble.isBeyond(stage))
                    .map(trouble -> refined(scene, trouble, scene.status().observedAt()))
                    .orElseGet(() -> Step.<PendingState, SymptomChange>to(Fine.INSTANCE, over(scene, since))
                            .then(fine -> fine.onStatus(scene, before)));
        }

        @Override
        public Step<PendingState, SymptomChange> onNote(Scene scene, Instant at) {
            return scene.trouble().map(trouble -> refined(scene, trouble, at)).orElseGet(() -> Step.to(this));
        }

        private Step<PendingState, SymptomChange> refined(Scene scene, StartTrouble trouble, Instant at) {
            var found = PendingDiagnosis.of(scene, trouble);
            // in another stage the old cause is overcome, and only setup says nothing for a while
            var best = trouble.stage() == stage || trouble.stage() == StartStage.SETUP
                    ? PendingDiagnosis.better(scene, diagnosis, found)
                    : found;
            var next = new Stuck(trouble.stage(), since, best);
            return best.cause().equals(diagnosis.cause())
                    ? Step.to(next)
                    : Step.to(
                            next,
                            scene.change(Symptom.PENDING, Change.CHANGED, at, since, trouble.container(), best, ""));
        }
    }

    /** The container that keeps the pod from running, where it is one. */
    private static @Nullable ContainerStatus concerned(Scene scene) {
        return scene.trouble().map(StartTrouble::container).orElse(null);
    }

    /** It started or ended well; or it is gone. */
    private static SymptomChange over(Scene scene, Instant since) {
        var status = scene.status();
        boolean gone = status.leaving() || status.phase() == Phase.FAILED;
        return scene.change(Symptom.PENDING, gone ? Change.GONE : Change.RECOVERED, status.observedAt(), since);
    }
}
