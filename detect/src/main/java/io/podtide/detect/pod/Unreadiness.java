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
import java.util.Optional;
import java.util.Set;
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
        var condition = status.condition("Ready").filter(c -> !c.isTrue());
        return condition.isEmpty() ? Optional.empty() : of(status, condition.get());
    }

    /** In loops: it is asked several times of each status of a pod that is not ready yet. */
    private static Optional<Unreadiness> of(PodStatus status, PodCondition unready) {
        boolean anyRuns = false;
        ContainerStatus first = null;
        var since = unready.since() == null ? null : Sane.since(unready.since(), status);
        Duration budget = null;
        for (var container : status.containers()) {
            if (container.role() != Role.REGULAR && container.role() != Role.SIDECAR) {
                continue;
            }
            if (!(container.state() instanceof Running running)) {
                if (!isDone(container, status)) {
                    return Optional.empty(); // it does not start, or is about to be started again
                }
                continue;
            }
            anyRuns = true;
            if (!container.ready()) {
                first = first == null ? container : first;
                since = latest(since, running.startedAt(), status);
                budget = longest(budget, container.readinessBudget());
            }
        }
        return anyRuns
                ? Optional.of(new Unreadiness(first, since == null ? status.observedAt() : since, budget))
                : Optional.empty();
    }

    private static @Nullable Instant latest(@Nullable Instant known, @Nullable Instant other, PodStatus status) {
        if (other == null) {
            return known;
        }
        var sane = Sane.since(other, status);
        return known == null ? sane : Sane.later(known, sane);
    }

    private static @Nullable Duration longest(@Nullable Duration known, @Nullable Duration other) {
        return known == null || (other != null && other.compareTo(known) > 0) ? other : known;
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

    /** It has ended well and is not started again, as in the pod of a Job that has two containers. */
    private static boolean isDone(ContainerStatus container, PodStatus status) {
        return status.restartPolicy() != RestartPolicy.ALWAYS
                && container.state() instanceof Terminated ended
                && ended.exitCode() == 0;
    }
}
