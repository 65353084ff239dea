package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of restarts that nobody watched. A count is history: 7,527 restarts of a pod that runs are no burst now. But
 * a pod younger than the rule's window had all of its restarts within it, and the length of a back-off tells of those before.
 */
final class FirstSight {

    private FirstSight() {}

    /** A container seen for the first time, behind by what must have happened just now. */
    static ContainerTrack track(ContainerStatus container, Scene scene) {
        int fresh = freshRestarts(container, scene);
        var ended = container.state() instanceof Terminated now ? now : container.lastTermination();
        boolean history =
                fresh == 0 && !isAfter(ended, scene.status().observedAt().minus(window(scene)));
        return history ? ContainerTrack.caughtUpWith(container) : ContainerTrack.behindBy(fresh, container);
    }

    /** How many of the container's restarts happened within the window of the rule for restart loops, at least. */
    private static int freshRestarts(ContainerStatus container, Scene scene) {
        var status = scene.status();
        var windowBegan = status.observedAt().minus(window(scene));
        var created = Sane.past(status.createdAt(), status.observedAt());
        if (created.isPresent() && created.get().isAfter(windowBegan)) {
            return container.restartCount();
        }
        int known = isAfter(container.lastTermination(), windowBegan) ? 1 : 0;
        return Math.min(container.restartCount(), Math.max(known, BackOff.restartsSoFar(container)));
    }

    /** When restarts that nobody watched can have begun at the latest. */
    static Instant began(ContainerStatus container, int restarts, Instant last, PodStatus status) {
        var earliest = Sane.past(status.startedAt(), status.observedAt())
                .or(() -> Sane.past(status.createdAt(), status.observedAt()))
                .orElse(last);
        return Sane.later(earliest, last.minus(BackOff.shortest(restarts)));
    }

    private static Duration window(Scene scene) {
        return scene.ruling().rules().restartLoop().within();
    }

    private static boolean isAfter(@Nullable Terminated ended, Instant time) {
        return ended != null && ended.finishedAt() != null && ended.finishedAt().isAfter(time);
    }
}
