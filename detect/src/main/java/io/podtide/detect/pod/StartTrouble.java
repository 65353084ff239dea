package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import java.time.Duration;
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

    /** Within this the kubelet has said of a pod that a container of it has ended. */
    private static final Duration SAID = Duration.ofMinutes(1);

    static boolean isSetup(Waiting waiting) {
        return SETUP_REASONS.contains(waiting.reason());
    }

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
        var trouble = of(scene.status());
        return trouble.isPresent()
                        && trouble.get().stage == StartStage.UNATTENDED
                        && scene.notes().mention("FailedScheduling")
                ? Optional.of(new StartTrouble(StartStage.UNSCHEDULABLE, null, trouble.get().since))
                : trouble;
    }

    /** What begins. That a container has ended is none by itself: an Event must tell why it is not started again. */
    static Optional<StartTrouble> begun(Scene scene) {
        return scene.trouble().filter(trouble -> !trouble.hasEnded() || trouble.isTold(scene.notes()));
    }

    private boolean isTold(Notes notes) {
        var from = since == null ? Instant.EPOCH : since.minusSeconds(1); // Events have whole seconds
        return notes.has(SetupStep.FAILURES, from);
    }

    private boolean hasEnded() {
        return container != null && container.state() instanceof Terminated;
    }

    static Optional<StartTrouble> of(PodStatus status) {
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
        return Setup.of(status);
    }

    /**
     * From when on nothing but this trouble kept the container from starting. Waiting containers carry no time, so it is that of
     * what came before: binding, the end of the init containers, the container's own last end.
     */
    static @Nullable Instant mayStartAt(PodStatus status, @Nullable ContainerStatus container) {
        if (container != null && hasRun(container)) {
            return downSince(status, container);
        }
        boolean afterInit = container == null || container.role() == Role.REGULAR;
        var initialized = afterInit ? trueSince("Initialized", status) : null;
        if (initialized != null) {
            return initialized;
        }
        var scheduled = trueSince("PodScheduled", status);
        if (scheduled != null) {
            return scheduled;
        }
        return status.startedAt() != null ? status.startedAt() : status.createdAt();
    }

    private static @Nullable Instant trueSince(String type, PodStatus status) {
        return status.condition(type)
                .filter(PodCondition::isTrue)
                .map(PodCondition::since)
                .orElse(null);
    }

    /**
     * A container that is gone without a trace has no time of its end, or that of an earlier run; one of a sandbox that is made anew
     * that of its run in the one before. Then the pod has been ready, or initialized, long after.
     */
    private static @Nullable Instant downSince(PodStatus status, ContainerStatus container) {
        var end = lastEnd(container)
                .flatMap(time -> Sane.past(time, status.observedAt()))
                .orElse(null);
        var unready = falseSince("Ready", status);
        var uninitialized = falseSince("Initialized", status);
        if (unready == null || (uninitialized != null && uninitialized.isAfter(unready))) {
            unready = uninitialized;
        }
        return unready == null || (end != null && unready.isBefore(end.plus(SAID))) ? end : unready;
    }

    private static @Nullable Instant falseSince(String type, PodStatus status) {
        return status.condition(type)
                .filter(PodCondition::isFalse)
                .flatMap(condition -> Sane.past(condition.since(), status.observedAt()))
                .orElse(null);
    }

    static boolean hasRun(ContainerStatus container) {
        return container.restartCount() > 0
                || container.lastTermination() != null
                || container.state() instanceof Terminated;
    }

    /** Another run of the container has ended: what keeps it from running now is not what did before. */
    boolean hasRunSince(@Nullable PodStatus before) {
        var ended = container == null ? Optional.<Instant>empty() : lastEnd(container);
        return before != null && ended.isPresent() && !ended.equals(own(before).flatMap(StartTrouble::lastEnd));
    }

    /** What kept the container down is overcome, and its end is all that the status shows until it is started. */
    boolean isBeyond(StartStage earlier) {
        return earlier != stage && hasEnded();
    }

    /** The container had failed by then, and waited for its next start. */
    boolean wasDown(PodStatus before) {
        return own(before).filter(c -> StandingRun.isDown(c, before)).isPresent();
    }

    private Optional<ContainerStatus> own(PodStatus before) {
        var name = container == null ? "" : container.name();
        for (var other : before.containers()) {
            if (other.name().equals(name)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> lastEnd(ContainerStatus container) {
        var ended = container.state() instanceof Terminated now ? now : container.lastTermination();
        return Optional.ofNullable(ended).map(Terminated::finishedAt);
    }

    /** It has run, and nothing is known yet that would keep it from running once more. */
    boolean isBetweenRuns() {
        return stage == StartStage.SETUP && container != null && hasRun(container);
    }

    /** A container that has ended waits for its back-off, which the kubelet seldom shows; only then is its start overdue. */
    Duration atLeast() {
        return hasEnded() ? BackOff.OVER : Duration.ZERO;
    }

    private static Optional<PodCondition> scheduled(PodStatus status) {
        return status.condition("PodScheduled");
    }
}
