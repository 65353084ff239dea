package io.podtide.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What the latency bench measures.
 *
 * @param warmUp how long the highest rate goes on before anything is measured: what Java compiles meanwhile it compiles once
 * @param window how long each rate is measured, after a third of it to settle
 * @param rates changes a second
 * @param crashing so many of 1,000 changes are crashes
 * @param commitMillis commit interval of the streams
 * @param heap -Xms and -Xmx of the streams
 * @param java further options of their Java
 */
record LatencySetting(
        int pods,
        long seed,
        Duration warmUp,
        Duration window,
        List<Integer> rates,
        int crashing,
        int threads,
        int partitions,
        int commitMillis,
        String heap,
        List<String> java) {

    /** The load goes on for so long after the window, so that its last incidents do not have the machine to themselves. */
    static final Duration AFTER = Duration.ofSeconds(2);

    LatencySetting {
        long changes = Collections.max(rates) * warmUp.toSeconds()
                + rates.stream().mapToLong(rate -> rate * seconds(window)).sum();
        int needed = CrashLoops.begin(changes, crashing);
        if (needed > CrashLoops.looping(pods)) {
            throw new IllegalArgumentException(
                    needed + " restart loops need a workload each: " + CrashLoops.looping(pods)
                            + " are there; take more --pods, or less of --crashing, --warm-up or --seconds");
        }
    }

    private static long seconds(Duration window) {
        return window.plus(settling(window)).plus(AFTER).toSeconds() + 1;
    }

    /** What has piled up with another rate is gone by then. */
    Duration settling() {
        return settling(window);
    }

    private static Duration settling(Duration window) {
        return window.dividedBy(3);
    }
}
