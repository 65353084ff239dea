package io.podtide.bench;

import java.util.Arrays;

/** Counts latencies in steps of 50 microseconds, up to 30 s. */
final class Latencies {

    private static final int STEP = 50;

    private final int[] counts = new int[30_000_000 / STEP];
    private int all;

    void add(long micros) {
        counts[(int) Math.min(counts.length - 1, Math.max(0, micros / STEP))]++;
        all++;
    }

    /** In microseconds: so many, and no more, took longer than this; 0 where there were none. */
    long quantile(double part) {
        var rank = (int) Math.ceil(part * all);
        var seen = 0;
        for (var i = 0; i < counts.length && all > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return (i + 1L) * STEP;
            }
        }
        return 0;
    }

    void clear() {
        Arrays.fill(counts, 0);
        all = 0;
    }
}
