package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import org.jspecify.annotations.Nullable;

/**
 * How much of a container's past has been accounted for. Runs are numbered from 0: the run that is on, or has just ended, has
 * the number {@code restartCount}; the one in {@code lastState} the number before.
 *
 * @param restartCount restarts accounted for
 * @param endedRun newest run whose end has been accounted for; -1 if none
 */
public record ContainerTrack(int restartCount, int endedRun) {

    /** A container of which nothing is news. */
    static ContainerTrack caughtUpWith(ContainerStatus container) {
        return new ContainerTrack(container.restartCount(), newestEnd(container));
    }

    /** The same container, when all that this status tells has been accounted for. */
    ContainerTrack until(ContainerStatus container) {
        return aheadOf(container)
                ? caughtUpWith(container)
                : new ContainerTrack(container.restartCount(), Math.max(endedRun, newestEnd(container)));
    }

    /** One of which the last restarts are news. */
    static ContainerTrack behindBy(int restarts, ContainerStatus container) {
        int known = Math.max(0, container.restartCount() - restarts);
        return new ContainerTrack(known, known - 1);
    }

    /** The count went back: the status was lost and made anew. */
    boolean aheadOf(ContainerStatus container) {
        return container.restartCount() < restartCount;
    }

    int restartsUntil(ContainerStatus container) {
        return container.restartCount() - restartCount;
    }

    /** Ends of runs that are not accounted for. */
    int endsUntil(ContainerStatus container) {
        return Math.max(0, newestEnd(container) - endedRun);
    }

    /** How the newest ended run ended. */
    static @Nullable Terminated newestTermination(ContainerStatus container) {
        return container.state() instanceof Terminated now ? now : container.lastTermination();
    }

    /** A container that waits to be restarted has the same count as its last run, whose end stands in {@code lastState}. */
    private static int newestEnd(ContainerStatus container) {
        boolean ended = container.state() instanceof Terminated
                || (container.state() instanceof Waiting && container.lastTermination() != null);
        return ended ? container.restartCount() : container.restartCount() - 1;
    }
}
