package io.podtide.detect.symptom;

import org.jspecify.annotations.Nullable;

/**
 * A pod, as symptoms and incidents name it.
 *
 * @param node null until bound
 */
public record PodRef(String uid, String name, @Nullable String node) {}
