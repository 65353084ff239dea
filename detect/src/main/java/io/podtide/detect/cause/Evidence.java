package io.podtide.detect.cause;

import java.time.Instant;

/**
 * Something a cause was read from.
 *
 * @param at when it was said or happened
 * @param source who says it: {@code Event kubelet}, {@code container app}, {@code condition PodScheduled}
 * @param reason one CamelCase word, empty if there is none
 * @param message for people, empty if there is none
 * @param count how often, at least 1
 */
public record Evidence(Instant at, String source, String reason, String message, int count) {}
