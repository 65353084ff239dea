package io.podtide.detect.pod;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a single status, and the Events there are, show to be wrong with a pod right now, however long it has been so: nobody
 * looks again later. A pod that shows no error and may just need more time is not judged; the rules do that by its times.
 */
public final class PodGlance {

    private final RuleBook rules;
    private final CauseCatalogue catalogue;

    public PodGlance(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /** At most one change a symptom. */
    public List<SymptomChange> at(PodStatus status, List<KubeEvent> events) {
        var notes = Notes.NONE;
        for (var event : events) {
            notes = notes.with(event);
        }
        var ruling = rules.forWorkload(status.workload(), status.labels());
        return at(new Scene(status, notes, ruling, catalogue)).stream()
                .filter(change -> ruling.watches(kind(change.symptom())))
                .toList();
    }

    private static Kind kind(Symptom symptom) {
        return switch (symptom) {
            case TERMINATING -> Kind.TERMINATING;
            case PENDING -> Kind.PENDING;
            case OOM_KILLS -> Kind.OOM;
            case EVICTED -> Kind.EVICTED;
            case POD_FAILED -> Kind.POD_FAILED;
            default -> Kind.RESTART_LOOP;
        };
    }

    private static List<SymptomChange> at(Scene scene) {
        var status = scene.status();
        if (status.leaving()) {
            return held(scene).stream().toList();
        }
        if (status.phase() == Phase.FAILED) {
            return failed(scene).stream().toList();
        }
        if (status.phase() == Phase.UNKNOWN && !status.reason().isEmpty()) {
            return StrangePhase.of(scene).stream().toList();
        }
        var waits = notStarting(scene);
        return Stream.concat(waits.stream(), restarting(scene, waits.orElse(null)).stream())
                .toList();
    }

    /** It should be gone, and something says what holds it. */
    private static Optional<SymptomChange> held(Scene scene) {
        var status = scene.status();
        var deletion = status.deletionTimestamp();
        if (deletion == null
                || Sane.isUnset(deletion)
                || !deletion.plus(PendingState.SETTLED).isBefore(status.observedAt())) {
            return Optional.empty();
        }
        return Optional.of(LeavingDiagnosis.of(scene))
                .filter(Diagnosis::known)
                .map(diagnosis -> lasting(scene, Symptom.TERMINATING, deletion, null, diagnosis));
    }

    private static Optional<SymptomChange> failed(Scene scene) {
        var status = scene.status();
        return StandingRun.killed(scene)
                .or(() -> PodEnd.of(scene, Instant.EPOCH)
                        .or(() -> PodEnd.isShell(status)
                                ? Optional.empty()
                                : Optional.of(PodEnd.failed(scene, PodEnd.endedAt(status))))
                        .map(end -> end.change(scene)));
    }

    private static Optional<SymptomChange> notStarting(Scene scene) {
        var trouble = scene.trouble();
        if (trouble.isEmpty()) {
            return Optional.empty();
        }
        var stage = trouble.get().stage();
        var since = Sane.since(trouble.get().since(), scene.status());
        if (mayPass(stage) && isFresh(since, scene.status().observedAt())) {
            return Optional.empty();
        }
        var diagnosis = PendingDiagnosis.of(scene, trouble.get());
        boolean scalingUp = stage == StartStage.UNSCHEDULABLE && scene.notes().scalingUp(since);
        boolean saidByEvents =
                stage == StartStage.SETUP && diagnosis.known() && !SlowPull.is(diagnosis); // it may just need time
        return (stage.isError() && !scalingUp) || saidByEvents
                ? Optional.of(
                        lasting(scene, Symptom.PENDING, since, trouble.get().container(), diagnosis))
                : Optional.empty();
    }

    /** Much of that is over by itself: a new namespace has no certificate yet, a new node no network, and other pods make room. */
    private static boolean mayPass(StartStage stage) {
        return stage == StartStage.SETUP || stage == StartStage.UNSCHEDULABLE;
    }

    /** Not where the snapshot holds nothing newer: then it may have been taken at any time later. */
    private static boolean isFresh(Instant since, Instant now) {
        return since.isBefore(now) && !since.plus(PendingState.SETTLED).isBefore(now);
    }

    /** The container that does not come to run, of several the one that was started most often. */
    private static Optional<SymptomChange> restarting(Scene scene, @Nullable SymptomChange waits) {
        return scene.status().containers().stream()
                .filter(c -> c.role() != Role.EPHEMERAL)
                .filter(c -> waits == null || !c.name().equals(waits.container()))
                .filter(c -> StandingRun.isDown(c, scene.status()))
                .max(Comparator.comparingInt(ContainerStatus::restartCount))
                .map(c -> StandingRun.of(c, scene));
    }

    static SymptomChange lasting(
            Scene scene, Symptom symptom, Instant since, @Nullable ContainerStatus container, Diagnosis diagnosis) {
        return scene.change(symptom, Change.ONSET, since, since, container, diagnosis, "");
    }
}
