package io.podtide.bench;

import java.time.Duration;
import java.util.List;

/**
 * What the latency bench measures.
 *
 * @param window how long each rate is measured, after a third of it to warm up
 * @param rates changes a second
 * @param crashing so many of 1,000 changes are crashes
 * @param commitMillis commit interval of the streams
 * @param heap -Xmx of the streams
 */
record LatencySetting(
        int pods,
        long seed,
        Duration window,
        List<Integer> rates,
        int crashing,
        int threads,
        int partitions,
        int commitMillis,
        String heap) {

    /** The load goes on for so long after the window, so that its last incidents do not have the machine to themselves. */
    static final Duration AFTER = Duration.ofSeconds(2);

    LatencySetting {
        long changes = rates.stream().mapToLong(rate -> rate * seconds(window)).sum();
        int needed = CrashLoops.begin(changes, crashing);
        if (needed > CrashLoops.looping(pods)) {
            throw new IllegalArgumentException(needed + " restart loops need a workload each: "
                    + CrashLoops.looping(pods) + " are there; take more --pods, or less of --crashing or --seconds");
        }
    }

    private static long seconds(Duration window) {
        return window.plus(warmUp(window)).plus(AFTER).toSeconds() + 1;
    }

    Duration warmUp() {
        return warmUp(window);
    }

    private static Duration warmUp(Duration window) {
        return window.dividedBy(3);
    }
}
