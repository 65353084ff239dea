package io.podtide.detect.observation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code status.containerStatuses} and its siblings for init and ephemeral containers.
 *
 * @param name name within the pod
 * @param role what kind of container it is
 * @param image {@code image}, as the runtime names it
 * @param restartCount {@code restartCount}; may jump, and may go back
 * @param ready {@code ready}
 * @param state {@code state}; a waiting one without reason where the status has none
 * @param lastTermination {@code lastState.terminated}
 * @param memoryLimitBytes {@code resources.limits.memory} of the container, or else of the pod; null without a limit
 * @param readinessBudget how long its probes may keep it from being ready by their own settings: the readiness probe, and until
 *     that has succeeded the startup probe before it; null without a probe
 */
public record ContainerStatus(
        String name,
        Role role,
        String image,
        int restartCount,
        boolean ready,
        ContainerState state,
        ContainerState.@Nullable Terminated lastTermination,
        @Nullable Long memoryLimitBytes,
        @Nullable Duration readinessBudget) {

    /** What kind of container it is. */
    public enum Role {
        /** Runs to its end before the others start. */
        INIT,
        /** Native sidecar: an init container with {@code restartPolicy: Always} (KEP-753). */
        SIDECAR,
        REGULAR,
        /** Put in by {@code kubectl debug}; its end is nobody's failure. */
        EPHEMERAL
    }
}
