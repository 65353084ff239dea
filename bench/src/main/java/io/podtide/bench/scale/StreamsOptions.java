package io.podtide.bench.scale;

import java.util.List;

/**
 * How instances are run.
 *
 * @param partitions of each topic
 * @param threads of an instance that is alone
 * @param heap -Xmx of each
 * @param java further options of the Java of each
 */
record StreamsOptions(int partitions, int threads, String heap, List<String> java) {

    StreamsOptions {
        if (partitions < 1) {
            throw new IllegalArgumentException("--partitions must be 1 or more, not " + partitions);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be 1 or more, not " + threads);
        }
        if (!heap.matches("[1-9][0-9]*[kmgKMG]")) {
            throw new IllegalArgumentException("--heap must be a size such as 1g, not " + heap);
        }
    }
}
