package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a pod, or one container of it, from running, read from one status alone.
 *
 * @param container the container that waits; null where it is the pod
 * @param since the status's own word on when it got this far; null where it has none
 */
record StartTrouble(
        StartStage stage,
        @Nullable ContainerStatus container,
        @Nullable Instant since) {

    /** Waiting reasons of the kubelet's image manager (pkg/kubelet/images/types.go). */
    private static final Set<String> IMAGE_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");

    /** Waiting reasons of the kubelet's container manager before anything ran (pkg/kubelet/kuberuntime/kuberuntime_container.go). */
    private static final Set<String> CONFIG_REASONS =
            Set.of("CreateContainerConfigError", "CreateContainerError", "PreCreateHookError");

    /** Waiting reasons that say no more than that it has not begun. */
    private static final Set<String> SETUP_REASONS = Set.of("", "ContainerCreating", "PodInitializing");

    /** A waiting reason of a container that was started, or nearly, and failed. */
    static boolean isAfterStart(String reason) {
        return !SETUP_REASONS.contains(reason) && !isStartError(reason);
    }

    /** A waiting reason of a container that cannot be made. */
    static boolean isStartError(String reason) {
        return IMAGE_REASONS.contains(reason) || CONFIG_REASONS.contains(reason);
    }

    /** A scheduler that says why it does not bind the pod has looked at it, whether it sets the condition or not. */
    static Optional<StartTrouble> of(Scene scene) {
        return of(scene.status())
                .map(trouble ->
                        trouble.stage == StartStage.UNATTENDED && scene.notes().has("FailedScheduling", Instant.EPOCH)
                                ? new StartTrouble(StartStage.UNSCHEDULABLE, null, trouble.since)
                                : trouble);
    }

    private static Optional<StartTrouble> of(PodStatus status) {
        if (status.leaving() || status.ended() || gated(status)) {
            return Optional.empty();
        }
        return status.node() == null ? unbound(status) : bound(status);
    }

    /** Scheduling gates are wanted (KEP-3521). */
    static boolean gated(PodStatus status) {
        return status.gated()
                || scheduled(status)
                        .filter(c -> c.reason().equals("SchedulingGated"))
                        .isPresent();
    }

    private static Optional<StartTrouble> unbound(PodStatus status) {
        if (status.phase() != Phase.PENDING) {
            return Optional.empty();
        }
        var scheduled = scheduled(status);
        if (scheduled.isEmpty()) {
            return Optional.of(new StartTrouble(StartStage.UNATTENDED, null, status.createdAt()));
        }
        return scheduled
                .filter(PodCondition::isFalse)
                .map(c -> new StartTrouble(StartStage.UNSCHEDULABLE, null, status.createdAt()));
    }

    private static Optional<StartTrouble> bound(PodStatus status) {
        for (var container : status.containers()) {
            if (container.role() != Role.EPHEMERAL && container.state() instanceof Waiting waiting) {
                if (IMAGE_REASONS.contains(waiting.reason())) {
                    return Optional.of(new StartTrouble(StartStage.IMAGE, container, mayStartAt(status, container)));
                }
                if (CONFIG_REASONS.contains(waiting.reason())) {
                    return Optional.of(
                            new StartTrouble(StartStage.CONFIG_ERROR, container, mayStartAt(status, container)));
                }
            }
        }
        return status.phase() == Phase.PENDING ? setup(status) : Optional.empty();
    }

    /** A pod whose init container runs, or restarts, is not in setup: it works, or it is a restart loop. */
    private static Optional<StartTrouble> setup(PodStatus status) {
        if (status.containers().isEmpty()) {
            return Optional.of(new StartTrouble(StartStage.SETUP, null, mayStartAt(status, null)));
        }
        for (var init : status.containers()) {
            if (init.role() != Role.INIT && init.role() != Role.SIDECAR) {
                continue;
            }
            if (init.state() instanceof Waiting waiting) {
                return inSetup(status, init, waiting);
            }
            boolean done = (init.state() instanceof Terminated t && t.exitCode() == 0)
                    || (init.role() == Role.SIDECAR && init.state() instanceof Running);
            if (!done) {
                return Optional.empty();
            }
        }
        for (var container : status.containers()) {
            if (container.role() == Role.REGULAR
                    && container.state() instanceof Waiting waiting
                    && SETUP_REASONS.contains(waiting.reason())) {
                return inSetup(status, container, waiting);
            }
        }
        return Optional.empty();
    }

    private static Optional<StartTrouble> inSetup(PodStatus status, ContainerStatus container, Waiting waiting) {
        return SETUP_REASONS.contains(waiting.reason()) && container.restartCount() == 0
                ? Optional.of(new StartTrouble(StartStage.SETUP, container, mayStartAt(status, container)))
                : Optional.empty();
    }

    /**
     * From when on nothing but this trouble kept the container from starting. Waiting containers carry no time, so it is that of
     * what came before: binding, the end of the init containers, the container's own last end.
     */
    private static @Nullable Instant mayStartAt(PodStatus status, @Nullable ContainerStatus container) {
        if (container != null && container.lastTermination() != null) {
            return container.lastTermination().finishedAt();
        }
        var initialized =
                status.condition("Initialized").filter(PodCondition::isTrue).map(PodCondition::since);
        boolean afterInit = container == null || container.role() == Role.REGULAR;
        if (afterInit && initialized.isPresent()) {
            return initialized.get();
        }
        return scheduled(status)
                .filter(PodCondition::isTrue)
                .map(PodCondition::since)
                .orElse(status.startedAt() != null ? status.startedAt() : status.createdAt());
    }

    private static Optional<PodCondition> scheduled(PodStatus status) {
        return status.condition("PodScheduled");
    }
}
