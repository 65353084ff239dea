package io.podtide.trends.query;

import java.time.Instant;

/**
 * How far occurrences are added up by hour.
 *
 * @param summedTo hours before it are in {@code occurrence_hour}, the rest in {@code occurrence}
 * @param singlyFrom occurrences before it are only there as sums
 */
record Horizon(Instant summedTo, Instant singlyFrom) {}
