package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.ExitCode;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a container was restarted: the runtime's words, a probe or hook that killed it, or the way it ended. */
final class RestartDiagnosis {

    /** Events that say that the kubelet itself ended the container, or could not start it. */
    private static final Set<String> KUBELET_ACTED = Set.of("Killing", "Unhealthy", "FailedPostStartHook", "Failed");

    /** Events of one object come in bursts of 25, then one in five minutes; older ones tell of other runs. */
    private static final Duration TELLING = Duration.ofMinutes(10);

    private RestartDiagnosis() {}

    static Diagnosis of(@Nullable Terminated ended, ContainerStatus container, Scene scene) {
        var clues = new ArrayList<Clue>();
        var source = "container " + container.name();
        if (ended != null) {
            var at = Sane.since(ended.finishedAt(), scene.status());
            clues.add(new Clue(Stage.RUNNING, at, source, ended.reason(), ended.message(), 1));
        }
        if (container.state() instanceof Waiting waiting && !waiting.reason().equals("CrashLoopBackOff")) {
            clues.add(new Clue(
                    Stage.RUNNING, scene.status().observedAt(), source, waiting.reason(), waiting.message(), 1));
        }
        var evidence = new ArrayList<Evidence>();
        if (ended != null) {
            evidence.add(evidence(ended, container, scene));
        }
        scene.notes()
                .of(KUBELET_ACTED, runBegan(ended, scene))
                .filter(note -> note.concerns(container.name()))
                .filter(note -> !note.message().contains("Readiness probe"))
                .forEach(note -> {
                    var clue = note.asClue(Stage.RUNNING);
                    if (tellsTheEnd(note, ended)) {
                        clues.add(clue);
                    } else {
                        evidence.add(clue.asEvidence());
                    }
                });
        return scene.catalogue()
                .diagnose(clues)
                .map(found -> byLimit(found, container))
                .map(found -> withExit(found, ended, evidence))
                .orElseGet(() -> byExit(ended, container, scene, evidence));
    }

    /**
     * That a probe has failed is not that the kubelet has acted: it does so when the probe fails as often in a row as it may, and
     * says so (Killing). Where that Event is missing, and many are, an end that fits a kill stands for it.
     */
    private static boolean tellsTheEnd(Note note, @Nullable Terminated ended) {
        return !note.reason().equals("Unhealthy") || ended == null || ExitCode.fitsStop(ended);
    }

    private static Instant runBegan(@Nullable Terminated ended, Scene scene) {
        var recently = scene.status().observedAt().minus(TELLING);
        if (ended == null || ended.lifetime().isEmpty()) {
            return recently;
        }
        return Sane.later(recently, Sane.since(ended.startedAt(), scene.status()));
    }

    /** What runtimes say of a start that was killed holds for limits of any size. */
    private static Diagnosis byLimit(Diagnosis found, ContainerStatus container) {
        return found.cause().equals("MEMORY_LIMIT_TOO_SMALL")
                ? new Diagnosis(MemoryKill.atStart(container), found.detail(), found.evidence())
                : found;
    }

    private static Diagnosis byExit(
            @Nullable Terminated ended, ContainerStatus container, Scene scene, List<Evidence> evidence) {
        if (ended == null) {
            return new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), evidence);
        }
        if (container.role() == Role.INIT && ended.exitCode() == 0) { // it is only run again in a new sandbox
            return new Diagnosis("NODE_REBOOTED", Map.of(), evidence);
        }
        var verdict = ExitCode.read(ended);
        var sandbox = NewSandbox.ended(ended, container, scene);
        if (sandbox.isPresent()) {
            evidence.add(sandbox.get().asClue(Stage.RUNNING).asEvidence());
            return new Diagnosis("NODE_REBOOTED", verdict.detail(), evidence);
        }
        if (container.role() == Role.INIT && verdict.cause().equals("APPLICATION_ERROR")) {
            return new Diagnosis("INIT_CONTAINER_FAILED", verdict.detail(), evidence);
        }
        return new Diagnosis(verdict.cause(), verdict.detail(), evidence);
    }

    /**
     * A probe's kill reads Completed or 143 in the status: the exit is told as well, so that nobody takes it for the cause. Where the
     * cause is an exit itself, as of a hook, that one counts.
     */
    private static Diagnosis withExit(Diagnosis found, @Nullable Terminated ended, List<Evidence> evidence) {
        var detail = new LinkedHashMap<>(found.detail());
        if (ended != null) {
            detail.putIfAbsent("exitCode", Integer.toString(ended.exitCode()));
        }
        var all = new ArrayList<Evidence>();
        found.evidence().stream().filter(e -> !saidWith(e, evidence)).forEach(all::add);
        all.addAll(evidence);
        return new Diagnosis(found.cause(), detail, all);
    }

    /** The words of the end are repeated with its exit code. */
    private static boolean saidWith(Evidence said, List<Evidence> ends) {
        return ends.stream()
                .anyMatch(end -> end.source().equals(said.source())
                        && end.reason().equals(said.reason())
                        && end.message().endsWith(said.message()));
    }

    private static Evidence evidence(Terminated ended, ContainerStatus container, Scene scene) {
        var words = "exit code " + ended.exitCode();
        return new Evidence(
                Sane.since(ended.finishedAt(), scene.status()),
                "container " + container.name(),
                ended.reason(),
                ended.message().isEmpty() ? words : words + ": " + ended.message(),
                1);
    }
}
