package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet's back-off between restarts: none, 10 s, 20 s ... 300 s, begun anew after ten minutes of running
 * (pkg/kubelet/kubelet.go). Its length tells how many restarts came before, even to who was not there.
 */
final class BackOff {

    private static final Pattern LENGTH = Pattern.compile("[Bb]ack-off (?:(\\d{1,4})m)?(?:(\\d{1,4})s)? ?restarting");
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** When a container has ended, it is started again by then: the kubelet looks at each pod every minute and a half at least. */
    static final Duration OVER = LONGEST.plusMinutes(2);

    private BackOff() {}

    /** Restarts of a loop that a container is seen in for the first time; 0 where it does not wait for a restart. */
    static int restartsSoFar(ContainerStatus container) {
        if (!(container.state() instanceof Waiting waiting) || !waiting.reason().equals("CrashLoopBackOff")) {
            return 0;
        }
        int level = 1;
        for (var next = FIRST; next.compareTo(length(waiting.message())) < 0; next = next.multipliedBy(2)) {
            level++;
        }
        return Math.min(level, container.restartCount());
    }

    /** A container that has ended and will be started again. */
    static boolean down(ContainerStatus container) {
        return container.state() instanceof Terminated
                || (container.state() instanceof Waiting w && w.reason().equals("CrashLoopBackOff"));
    }

    /** The shortest time in which so many restarts can have happened. */
    static Duration shortest(int restarts) {
        var total = Duration.ZERO;
        var next = FIRST;
        for (int i = 1; i < Math.min(restarts, 1_000); i++) {
            total = total.plus(next);
            next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        }
        return total;
    }

    private static Duration length(String message) {
        var found = LENGTH.matcher(message);
        if (!found.find()) {
            return FIRST;
        }
        return Duration.ofMinutes(number(found.group(1))).plusSeconds(number(found.group(2)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
