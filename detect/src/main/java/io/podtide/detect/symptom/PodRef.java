package io.podtide.detect.symptom;

import org.jspecify.annotations.Nullable;

/**
 * A pod, as symptoms and incidents name it.
 *
 * @param name empty for what only {@linkplain #standIn stands in} for a pod
 * @param node null until bound
 */
public record PodRef(String uid, String name, @Nullable String node) {

    /** Stands for what shows a symptom and is no pod: a controller that creates none, a Job that has given up, a node. */
    public static PodRef standIn(String key) {
        return new PodRef(key, "", null);
    }

    /** It is a pod, and no stand-in for one. */
    public boolean isPod() {
        return !name.isEmpty();
    }
}
