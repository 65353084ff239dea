package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
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
 * A pod that runs and is not ready, read from one status alone.
 *
 * @param container the first that runs and is not ready; null where a readiness gate holds the pod
 * @param since when it ceased to be ready, or its containers began to run
 * @param budget how long its probes may fail by their own settings; null without a probe
 */
record Unreadiness(
        @Nullable ContainerStatus container,
        Instant since,
        @Nullable Duration budget) {

    static Optional<Unreadiness> of(PodStatus status) {
        if (status.phase() != Phase.RUNNING || status.node() == null || status.leaving()) {
            return Optional.empty();
        }
        var unready = status.condition("Ready").filter(c -> !c.isTrue());
        if (unready.isEmpty()) {
            return Optional.empty();
        }
        var main = status.containers().stream()
                .filter(c -> c.role() == Role.REGULAR || c.role() == Role.SIDECAR)
                .toList();
        if (main.isEmpty() || !main.stream().allMatch(c -> runs(c) || isDone(c, status))) {
            return Optional.empty(); // it does not start, or is about to be started again
        }
        var waitedFor = main.stream().filter(c -> runs(c) && !c.ready()).toList();
        if (waitedFor.isEmpty() && main.stream().noneMatch(Unreadiness::runs)) {
            return Optional.empty();
        }
        var since = Stream.concat(
                        unready.map(PodCondition::since).stream(),
                        waitedFor.stream().map(c -> ((Running) c.state()).startedAt()))
                .filter(Objects::nonNull)
                .map(time -> Sane.since(time, status))
                .reduce(Sane::later)
                .orElse(status.observedAt());
        var budget = waitedFor.stream()
                .map(ContainerStatus::readinessBudget)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
        return Optional.of(new Unreadiness(waitedFor.isEmpty() ? null : waitedFor.get(0), since, budget));
    }

    /** What Events say of the probe that fails. A liveness probe that fails restarts the container sooner or later. */
    Diagnosis diagnose(Scene scene) {
        List<Clue> clues = scene.notes()
                .of(Set.of("Unhealthy", "ProbeWarning"), since.minusSeconds(1))
                .filter(note -> container == null || note.concerns(container.name()))
                .filter(note -> !note.message().startsWith("Liveness"))
                .map(note -> note.asClue(Stage.RUNNING))
                .toList();
        return scene.catalogue()
                .diagnose(clues)
                .orElseGet(() -> new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), fromConditions(scene.status())));
    }

    private static List<Evidence> fromConditions(PodStatus status) {
        return status.conditions().stream()
                .filter(c -> !c.isTrue() && !c.reason().isEmpty())
                .filter(c -> !c.type().equals("Initialized") && !c.type().equals("PodScheduled"))
                .map(c -> new Evidence(
                        Sane.since(c.since(), status), "condition " + c.type(), c.reason(), c.message(), 1))
                .toList();
    }

    private static boolean runs(ContainerStatus container) {
        return container.state() instanceof Running;
    }

    /** It has ended well and is not started again, as in the pod of a Job that has two containers. */
    private static boolean isDone(ContainerStatus container, PodStatus status) {
        return status.restartPolicy() != RestartPolicy.ALWAYS
                && container.state() instanceof Terminated ended
                && ended.exitCode() == 0;
    }
}
