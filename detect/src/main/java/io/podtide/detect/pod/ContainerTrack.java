package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import java.util.Set;

/**
 * How much of a container's past has been accounted for. Runs are numbered from 0: the run that is on, or has just ended, has
 * the number {@code restartCount}; the one in {@code lastState} the number before, unless the
 * container waits for its next run.
 *
 * @param restartCount restarts accounted for
 * @param endedRun newest run whose end has been accounted for; -1 if none
 */
public record ContainerTrack(int restartCount, int endedRun) {

    /** Waiting reasons of a container that has been made and is about to start. */
    private static final Set<String> JUST_MADE = Set.of("", "ContainerCreating");

    /** Of nearly all containers. */
    private static final ContainerTrack FIRST_RUN = new ContainerTrack(0, -1);

    /** The same object for a container that has never ended: it is of every healthy pod. */
    public static ContainerTrack of(int restartCount, int endedRun) {
        return restartCount == 0 && endedRun == -1 ? FIRST_RUN : new ContainerTrack(restartCount, endedRun);
    }

    /** A container of which nothing is news. */
    static ContainerTrack caughtUpWith(ContainerStatus container) {
        return of(container.restartCount(), newestEnd(container));
    }

    /** One of which the last restarts are news. */
    static ContainerTrack behindBy(int restarts, ContainerStatus container) {
        int known = Math.max(0, container.restartCount() - restarts);
        return of(known, known - 1);
    }

    /** All that the container shows is accounted for. */
    ContainerTrack upTo(ContainerStatus container) {
        return of(container.restartCount(), Math.max(endedRun, newestEnd(container)));
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

    private static int newestEnd(ContainerStatus container) {
        return endedLast(container) ? container.restartCount() : container.restartCount() - 1;
    }

    /** The newest run is over: the kubelet moves its end to {@code lastState} while the container waits for the next one. */
    private static boolean endedLast(ContainerStatus container) {
        return container.state() instanceof Terminated
                || (container.state() instanceof Waiting waiting
                        && container.lastTermination() != null
                        && !JUST_MADE.contains(waiting.reason()));
    }
}
