package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a pod ended, where that is a failure of its own: evicted, rejected by its kubelet, or failed with nobody to try it again.
 *
 * @param counted it is one of several that make a failure, as the rule counts them; otherwise it is one by itself
 * @param container that failed; null where it is the pod
 */
record PodEnd(
        Symptom symptom,
        boolean counted,
        Instant at,
        @Nullable ContainerStatus container,
        Diagnosis diagnosis,
        String rule) {

    /** Reason of the status, and of the kubelet's Event. */
    private static final String EVICTED = "Evicted";

    /** What is older when it is first seen is left over. */
    private static final Duration NEWS = Duration.ofMinutes(30);

    /** Reasons of pods that are ended for their nodes' sake: another is made for those that somebody owns. */
    private static final Set<String> ON_PURPOSE =
            Set.of("Preempting", "Preempted", "Shutdown", "NodeShutdown", "Terminated");

    /** Reason of pods whose end is told with that of their node. */
    private static final String NODE_LOST = "NodeLost";

    /** @param running when it was last seen that had not ended; null where it never was */
    static Optional<PodEnd> of(Scene scene, @Nullable Instant running) {
        var status = scene.status();
        if (status.phase() != Phase.FAILED || status.leaving()) {
            return ofNote(scene);
        }
        var said = endedAt(status);
        if (running == null && said.isBefore(status.observedAt().minus(NEWS))) {
            return Optional.empty();
        }
        // up to 1.21 an evicted pod tells when it was started, and nothing else
        var at = running != null && said.isBefore(running) ? status.observedAt() : said;
        if (isEvicted(status)) {
            return ofNote(scene).or(() -> Optional.of(evicted(scene, at)));
        }
        boolean bare = status.bare();
        boolean onPurpose = ON_PURPOSE.contains(status.reason());
        if (neverRan(status) && isRejection(status.reason()) && !onPurpose) {
            return Optional.of(rejected(scene, at, bare));
        }
        boolean comesBack = onPurpose && status.mirror(); // with its kubelet
        return bare && !comesBack && !status.reason().equals(NODE_LOST) && !isShell(status)
                ? Optional.of(failed(scene, at))
                : Optional.empty();
    }

    /**
     * Somebody's shell on a node, which ends as the last command in it did; kubectl gives it its name and never runs it twice
     * ({@code kubectl debug node/...}, staging/src/k8s.io/kubectl/pkg/cmd/debug).
     */
    static boolean isShell(PodStatus status) {
        return status.bare()
                && status.restartPolicy() == RestartPolicy.NEVER
                && status.name().startsWith("node-debugger-" + status.node() + "-");
    }

    /** The kubelet's Event is all there is of an evicted pod that ended with success, or was deleted at once. */
    static Optional<PodEnd> ofNote(Scene scene) {
        if (!scene.notes().mention(EVICTED)) { // as with most pods
            return Optional.empty();
        }
        return scene.notes()
                .of(Set.of(EVICTED), scene.status().observedAt().minus(NEWS))
                .filter(note -> note.component().isEmpty() || note.component().equals("kubelet"))
                .findFirst()
                .map(note -> evicted(scene, note.at()));
    }

    /** The kubelet may overwrite the status that says so, but not the condition (kubernetes/kubernetes issue 105467). */
    static boolean isEvicted(PodStatus status) {
        return status.reason().equals(EVICTED)
                || (status.reason().isEmpty()
                        && disruption(status).filter(PodEnd::isEviction).isPresent());
    }

    /** Of this reason are shutdowns and preemptions by the kubelet as well. */
    private static boolean isEviction(PodCondition disruption) {
        return disruption.reason().equals("TerminationByKubelet")
                && disruption.message().contains("low on resource");
    }

    /** Who ended it, and why (KEP-3329). */
    private static Optional<PodCondition> disruption(PodStatus status) {
        return status.condition("DisruptionTarget").filter(PodCondition::isTrue);
    }

    SymptomChange change(Scene scene) {
        var how = counted ? Change.OCCURRED : Change.ONSET;
        var change = scene.change(symptom, how, at, at, container, diagnosis, rule);
        return counted ? change.counting(1) : change;
    }

    static PodEnd evicted(Scene scene, Instant at) {
        var status = scene.status();
        var clues = said(status, Stage.MEMORY, at);
        var notes = scene.notes()
                .of(Set.of(EVICTED), at.minus(NEWS))
                .map(n -> n.asClue(Stage.MEMORY))
                .toList();
        var diagnosis = scene.catalogue()
                .diagnose(clues)
                .or(() -> scene.catalogue().diagnose(notes))
                .orElseGet(() -> plain(notes.isEmpty() ? clues : notes));
        return new PodEnd(Symptom.EVICTED, true, at, null, diagnosis, "");
    }

    private static PodEnd rejected(Scene scene, Instant at, boolean bare) {
        var clue = new Clue(
                Stage.SCHEDULING,
                at,
                "pod",
                scene.status().reason(),
                scene.status().message(),
                1);
        var diagnosis = new Diagnosis(
                "KUBELET_REJECTED",
                scene.catalogue().diagnose(List.of(clue)).map(Diagnosis::detail).orElse(Map.of()),
                List.of(clue.asEvidence()));
        var rule =
                bare ? scene.ruling().cite(Kind.POD_FAILED, "rejected by its kubelet, and nobody tries it again") : "";
        return new PodEnd(Symptom.POD_FAILED, !bare, at, null, diagnosis, rule);
    }

    /** Failed, and nobody is known to try it again. */
    static PodEnd failed(Scene scene, Instant at) {
        var status = scene.status();
        var rule = scene.ruling().cite(Kind.POD_FAILED, "failed, and nobody tries it again");
        var said = said(status, Stage.RUNNING, at);
        var byPod = scene.catalogue().diagnose(said);
        var container = failedContainers(status).findFirst();
        var diagnosis =
                byPod.orElseGet(() -> container.map(c -> byExit(c, scene)).orElse(plain(said)));
        return new PodEnd(Symptom.POD_FAILED, false, at, container.orElse(null), diagnosis, rule);
    }

    /**
     * Those that may have made it fail. Sidecars are told to end when all others have, and how they do makes no difference to the
     * phase of the pod (KEP-753); no more does the end of a debugger.
     */
    static Stream<ContainerStatus> failedContainers(PodStatus status) {
        var failed = status.containers().stream()
                .filter(c -> c.state() instanceof Terminated ended && ended.exitCode() != 0)
                .toList();
        var telling = failed.stream()
                .filter(c -> c.role() != Role.SIDECAR && c.role() != Role.EPHEMERAL)
                .toList();
        return telling.isEmpty() ? failed.stream() : telling.stream();
    }

    /** What it says of its end, by its own reason and by the condition of who ended it. */
    private static List<Clue> said(PodStatus status, Stage stage, Instant at) {
        var own = Stream.of(new Clue(stage, at, "pod", status.reason(), status.message(), 1))
                .filter(clue -> !clue.reason().isEmpty());
        var ofOthers = disruption(status).stream()
                .map(c -> new Clue(stage, at, "condition " + c.type(), c.reason(), c.message(), 1));
        return Stream.concat(own, ofOthers).toList();
    }

    /** By how a container of it ended. */
    static Diagnosis byExit(ContainerStatus container, Scene scene) {
        var ended = (Terminated) container.state();
        return MemoryKill.is(ended)
                ? MemoryKill.diagnose(ended, container, scene)
                : RestartDiagnosis.of(ended, container, scene);
    }

    private static Diagnosis plain(List<Clue> clues) {
        List<Evidence> evidence = clues.stream().map(Clue::asEvidence).toList();
        return new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), evidence);
    }

    /** Its kubelet turned it away: no container was ever made (pkg/kubelet/lifecycle/predicate.go). */
    private static boolean neverRan(PodStatus status) {
        return status.containers().stream().noneMatch(c -> c.state() instanceof Terminated || c.restartCount() > 0);
    }

    private static boolean isRejection(String reason) {
        return !reason.isEmpty() && !reason.equals("DeadlineExceeded") && !reason.equals(NODE_LOST);
    }

    /** When its last container ended; an evicted or rejected pod has nothing but its start. */
    static Instant endedAt(PodStatus status) {
        return status.containers().stream()
                .map(c -> c.state() instanceof Terminated ended ? ended.finishedAt() : null)
                .filter(Objects::nonNull)
                .map(time -> Sane.since(time, status))
                .reduce(Sane::later)
                .or(() -> status.condition("Ready").map(c -> Sane.since(c.since(), status)))
                .orElseGet(() -> Sane.since(status.startedAt(), status));
    }
}
