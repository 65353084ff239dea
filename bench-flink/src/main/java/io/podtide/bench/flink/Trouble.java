package io.podtide.bench.flink;

import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps a pod from running, read from its status. */
record Trouble(Stage stage, long since) {

    private static final Trouble NONE = new Trouble(Stage.NONE, 0);

    private static final Set<String> IMAGE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Set<String> CONFIG =
            Set.of("CreateContainerConfigError", "CreateContainerError", "PreCreateHookError");
    private static final Set<String> SETUP = Set.of("", "ContainerCreating", "PodInitializing");

    static Trouble of(PodStatus status) {
        if (status.leaving() || status.ended()) {
            return NONE;
        }
        if (status.node() == null) {
            return unbound(status);
        }
        for (var container : status.containers()) {
            if (container.role() != Role.EPHEMERAL && container.state() instanceof Waiting waiting) {
                if (IMAGE.contains(waiting.reason())) {
                    return at(Stage.IMAGE, status, container);
                }
                if (CONFIG.contains(waiting.reason())) {
                    return at(Stage.CONFIG_ERROR, status, container);
                }
            }
        }
        return status.phase() == Phase.PENDING ? setup(status) : NONE;
    }

    private static Trouble unbound(PodStatus status) {
        var scheduled = scheduled(status);
        boolean gated =
                status.gated() || (scheduled != null && scheduled.reason().equals("SchedulingGated"));
        if (gated || status.phase() != Phase.PENDING || (scheduled != null && !scheduled.isFalse())) {
            return NONE;
        }
        return new Trouble(
                scheduled == null ? Stage.UNATTENDED : Stage.UNSCHEDULABLE, millis(status.createdAt(), status));
    }

    /** Init containers that run or restart are no trouble of the start. */
    private static Trouble setup(PodStatus status) {
        if (status.containers().isEmpty()) {
            return at(Stage.SETUP, status, null);
        }
        for (var init : status.containers()) {
            if (init.role() == Role.INIT || init.role() == Role.SIDECAR) {
                if (init.state() instanceof Waiting waiting) {
                    return inSetup(status, init, waiting);
                }
                boolean done = (init.state() instanceof Terminated t && t.exitCode() == 0)
                        || (init.role() == Role.SIDECAR && init.state() instanceof Running);
                if (!done) {
                    return NONE;
                }
            }
        }
        for (var container : status.containers()) {
            if (container.role() == Role.REGULAR
                    && container.state() instanceof Waiting waiting
                    && SETUP.contains(waiting.reason())) {
                return inSetup(status, container, waiting);
            }
        }
        return NONE;
    }

    private static Trouble inSetup(PodStatus status, ContainerStatus container, Waiting waiting) {
        return SETUP.contains(waiting.reason()) && container.restartCount() == 0
                ? at(Stage.SETUP, status, container)
                : NONE;
    }

    /** From the end of what came before: the container's last run, the init containers, binding. */
    private static Trouble at(Stage stage, PodStatus status, @Nullable ContainerStatus container) {
        if (container != null && container.lastTermination() != null) {
            return new Trouble(stage, millis(container.lastTermination().finishedAt(), status));
        }
        var initialized = status.condition("Initialized").orElse(null);
        if ((container == null || container.role() == Role.REGULAR) && initialized != null && initialized.isTrue()) {
            return new Trouble(stage, millis(initialized.since(), status));
        }
        var scheduled = scheduled(status);
        return new Trouble(
                stage,
                millis(scheduled != null && scheduled.isTrue() ? scheduled.since() : status.createdAt(), status));
    }

    private static @Nullable PodCondition scheduled(PodStatus status) {
        return status.condition("PodScheduled").orElse(null);
    }

    private static long millis(@Nullable Instant time, PodStatus status) {
        return (time == null ? status.observedAt() : time).toEpochMilli();
    }
}
