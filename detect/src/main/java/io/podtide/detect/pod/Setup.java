package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The container that its kubelet has yet to start, for the first time or once more, where no error in the status says why it does
 * not. A pod that has run stays in phase Running when its sandbox is lost, as in a reboot; its containers stay as they ended, or
 * wait like new ones (convertToAPIContainerStatuses in pkg/kubelet/kubelet_pods.go).
 */
final class Setup {

    private final PodStatus status;

    private Setup(PodStatus status) {
        this.status = status;
    }

    static Optional<StartTrouble> of(PodStatus status) {
        if (status.phase() == Phase.PENDING && status.containers().isEmpty()) {
            return Optional.of(trouble(status, null));
        }
        boolean possible = status.phase() == Phase.PENDING || (status.phase() == Phase.RUNNING && !status.ready());
        if (!possible) {
            return Optional.empty();
        }
        var next = new Setup(status).next();
        return next == null ? Optional.empty() : Optional.of(trouble(status, next));
    }

    private static StartTrouble trouble(PodStatus status, @Nullable ContainerStatus container) {
        return new StartTrouble(StartStage.SETUP, container, StartTrouble.mayStartAt(status, container));
    }

    /** A pod whose init container runs is not in setup: it works. One that waits out its back-off is a restart loop. */
    private @Nullable ContainerStatus next() {
        for (var container : status.containers()) {
            boolean before = container.role() == Role.INIT || container.role() == Role.SIDECAR;
            if (before && !isPast(container)) {
                return isToStart(container) ? container : null;
            }
        }
        var waits = first(c -> c.state() instanceof Waiting && isToStart(c));
        return waits == null ? first(this::isToStart) : waits;
    }

    /** In a loop: it is asked with every status of a pod that is not ready. */
    private @Nullable ContainerStatus first(Predicate<ContainerStatus> asked) {
        for (var container : status.containers()) {
            if (container.role() == Role.REGULAR && asked.test(container)) {
                return container;
            }
        }
        return null;
    }

    /** What comes after it does not wait for it. */
    private boolean isPast(ContainerStatus init) {
        if (init.role() == Role.SIDECAR) {
            return (init.state() instanceof Running && isStarted(init)) || first(c -> !isDone(c)) == null;
        }
        return isDone(init) || first(c -> c.state() instanceof Running) != null;
    }

    /**
     * Its startup probe has succeeded, for which the next container waits. Without a readiness probe it is ready then; with one, the
     * pod is initialized once all are started (pkg/kubelet/status/generate.go).
     */
    private boolean isStarted(ContainerStatus sidecar) {
        return sidecar.ready() || status.holds("Initialized");
    }

    private boolean isToStart(ContainerStatus container) {
        boolean again = container.role() == Role.SIDECAR || status.restartPolicy() != RestartPolicy.NEVER;
        return container.state() instanceof Waiting waiting
                ? StartTrouble.isSetup(waiting) && (again || !StartTrouble.hasRun(container))
                : container.state() instanceof Terminated && again && !isDone(container);
    }

    /** It has ended, and as it should. */
    private boolean isDone(ContainerStatus container) {
        boolean mayEnd = container.role() == Role.INIT || status.restartPolicy() != RestartPolicy.ALWAYS;
        return mayEnd && container.state() instanceof Terminated ended && ended.exitCode() == 0;
    }
}
