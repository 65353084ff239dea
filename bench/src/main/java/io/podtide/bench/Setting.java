package io.podtide.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param window how long each rate is measured, after a third of it to warm up
 * @param rates changes a second at which latency is measured
 * @param javaOptions of the measured process
 */
record Setting(int pods, long seed, String heap, Duration window, List<Integer> rates, List<String> javaOptions) {}
