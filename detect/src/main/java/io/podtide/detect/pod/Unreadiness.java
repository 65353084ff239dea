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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pod that runs and is not ready, read from one status alone.
 *
 * @param container the first that has failed and is never started again, or else that runs and is not ready; null where a readiness
 *     gate holds the pod
 * @param since when it ceased to be ready, or its containers began to run
 * @param budget how long its probes may fail by their own settings; null without a probe
 */
record Unreadiness(
        @Nullable ContainerStatus container,
        Instant since,
        @Nullable Duration budget) {

    /** Reason of the condition Ready where all containers are ready (pkg/kubelet/status/generate.go); its message names the gates. */
    private static final String GATED = "ReadinessGatesNotReady";

    private static final Pattern GATE = Pattern.compile("readiness gate \"([^\"]+)\"");

    static Optional<Unreadiness> of(PodStatus status) {
        if (status.phase() != Phase.RUNNING || status.node() == null || status.leaving()) {
            return Optional.empty();
        }
        var condition = status.condition("Ready");
        return condition.isEmpty() || condition.get().isTrue() ? Optional.empty() : of(status, condition.get());
    }

    /** In loops: it is asked several times of each status of a pod that is not ready yet. */
    private static Optional<Unreadiness> of(PodStatus status, PodCondition unready) {
        boolean anyRuns = false;
        ContainerStatus first = null;
        ContainerStatus failed = null;
        var since = unready.since() == null ? null : Sane.since(unready.since(), status);
        Duration budget = null;
        for (var container : status.containers()) {
            if (container.role() != Role.REGULAR && container.role() != Role.SIDECAR) {
                continue;
            }
            if (!(container.state() instanceof Running running)) {
                if (hasFailedForGood(container, status)) {
                    failed = failed == null ? container : failed;
                } else if (!isDone(container, status)) {
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
        if (anyRuns && failed != null && failed.state() instanceof Terminated ended) {
            var lost = unready.since() == null ? null : Sane.since(unready.since(), status);
            var begun = latest(lost, ended.finishedAt(), status);
            return Optional.of(new Unreadiness(failed, begun == null ? status.observedAt() : begun, null));
        }
        return anyRuns && (first != null || !isDoneInPart(status))
                ? Optional.of(new Unreadiness(first, since == null ? status.observedAt() : since, budget))
                : Optional.empty();
    }

    /**
     * What it was seen in before is over: the pod is ready or was in between, ends, goes, or has nothing left that is to be
     * ready. That a container is down is not the end of it.
     */
    static boolean isOver(PodStatus status, @Nullable PodStatus before) {
        return status.ready() || status.leaving() || status.ended() || isDoneInPart(status) || wasReady(before, status);
    }

    /**
     * Some of its containers have ended well, and all others are ready. To the kubelet the pod is not ready then, but nothing is
     * left that could be: so it is with the steps of a build.
     */
    private static boolean isDoneInPart(PodStatus status) {
        boolean gated =
                status.condition("Ready").filter(c -> c.reason().equals(GATED)).isPresent();
        boolean any = false;
        for (var container : status.containers()) {
            if (container.role() == Role.REGULAR || container.role() == Role.SIDECAR) {
                boolean done = isDone(container, status);
                if (!done && !(container.state() instanceof Running && container.ready())) {
                    return false;
                }
                any |= done;
            }
        }
        return any && !gated;
    }

    /** The pod was ready between the two: its condition has changed and changed back, by one and the same clock. */
    private static boolean wasReady(@Nullable PodStatus before, PodStatus status) {
        var was = before == null ? null : before.condition("Ready").orElse(null);
        var is = status.condition("Ready").orElse(null);
        return was != null
                && is != null
                && was.since() != null
                && is.since() != null
                && !is.isTrue()
                && was.status().equals(is.status())
                && is.since().isAfter(was.since());
    }

    /** What the status before did not show has begun since, and nothing before the pod was made; whatever the node's clock says. */
    static Instant earliest(@Nullable PodStatus before, PodStatus status) {
        boolean anew = before != null && (of(before).isEmpty() || wasReady(before, status));
        return before != null && anew
                ? before.observedAt().truncatedTo(ChronoUnit.SECONDS) // as a kubelet's times are
                : Sane.past(status.createdAt(), status.observedAt()).orElse(Instant.EPOCH);
    }

    /** A startup probe has succeeded since, so that the readiness probe begins only now: less is left that may fail. */
    static boolean startedSince(@Nullable PodStatus before, PodStatus status) {
        return before != null
                && status.containers().stream()
                        .filter(now -> now.state() instanceof Running && !now.ready())
                        .anyMatch(now -> before.containers().stream()
                                .filter(was -> was.name().equals(now.name()))
                                .anyMatch(was -> isLess(now.readinessBudget(), was.readinessBudget())));
    }

    private static boolean isLess(@Nullable Duration budget, @Nullable Duration before) {
        return before != null && (budget == null || budget.compareTo(before) < 0);
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

    /** How it ended; or else what Events say of the probe that fails. A liveness probe that fails restarts the container sooner or later. */
    Diagnosis diagnose(Scene scene) {
        if (container != null && container.state() instanceof Terminated) {
            return PodEnd.byExit(container, scene);
        }
        List<Clue> clues = scene.notes()
                .of(Set.of("Unhealthy", "ProbeWarning"), since.minusSeconds(1))
                .filter(note -> container == null || note.concerns(container.name()))
                .filter(note -> !note.message().startsWith("Liveness"))
                .map(note -> note.asClue(Stage.RUNNING))
                .toList();
        return scene.catalogue().diagnose(clues).orElseGet(() -> fromStatus(scene));
    }

    /** Events may not be seen, or be forgotten. */
    private Diagnosis fromStatus(Scene scene) {
        var status = scene.status();
        var cause = onlyReadinessProbeFails(scene) ? "READINESS_PROBE_FAILED" : Diagnosis.UNKNOWN_CAUSE;
        var gates = gates(status);
        var detail = gates.isEmpty() ? Map.<String, String>of() : Map.of("readinessGate", gates);
        return new Diagnosis(cause, detail, fromConditions(status));
    }

    /**
     * What runs is past its startup probe where it was ready in this run, and where its probes have had the time that they may take:
     * one that had failed for so long would have ended the run. Then no other probe keeps readiness away.
     */
    private boolean onlyReadinessProbeFails(Scene scene) {
        if (container == null
                || container.readinessBudget() == null
                || !(container.state() instanceof Running running)
                || running.startedAt() == null) {
            return false;
        }
        boolean isWaitedFor = container
                        .readinessBudget()
                        .compareTo(scene.ruling().rules().notReady().max())
                <= 0;
        return isWaitedFor
                || scene.status()
                        .condition("Ready")
                        .map(PodCondition::since)
                        .filter(lost -> lost.isAfter(running.startedAt()))
                        .isPresent();
    }

    private static String gates(PodStatus status) {
        return status.condition("Ready").filter(c -> c.reason().equals(GATED)).stream()
                .flatMap(c -> GATE.matcher(c.message()).results())
                .map(gate -> gate.group(1))
                .collect(Collectors.joining(", "));
    }

    private static List<Evidence> fromConditions(PodStatus status) {
        return status.conditions().stream()
                .filter(c -> !c.isTrue() && !c.reason().isEmpty())
                .filter(c -> !c.type().equals("Initialized") && !c.type().equals("PodScheduled"))
                .map(c -> new Evidence(
                        Sane.since(c.since(), status), "condition " + c.type(), c.reason(), c.message(), 1))
                .toList();
    }

    /**
     * Nobody starts it again, and as long as another of the pod's containers runs the pod does not fail: so it is when the proxy of
     * a Job is a container like others, and does not end by itself.
     */
    private static boolean hasFailedForGood(ContainerStatus container, PodStatus status) {
        return status.restartPolicy() == RestartPolicy.NEVER
                && container.role() == Role.REGULAR // a sidecar is started again whatever the policy of the pod
                && container.state() instanceof Terminated ended
                && ended.exitCode() != 0;
    }

    /** It has ended well and is not started again, as in the pod of a Job that has two containers. */
    private static boolean isDone(ContainerStatus container, PodStatus status) {
        return status.restartPolicy() != RestartPolicy.ALWAYS
                && container.state() instanceof Terminated ended
                && ended.exitCode() == 0;
    }
}
