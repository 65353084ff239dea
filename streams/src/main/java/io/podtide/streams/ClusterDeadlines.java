package io.podtide.streams;

import io.podtide.detect.state.Deadlines;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of a task's keys, cluster by cluster, since every cluster has a time of its own. An index in memory, rebuilt from the
 * store when a task starts.
 */
final class ClusterDeadlines {

    private final Map<String, Deadlines<String>> byCluster = new HashMap<>();

    /** Keys begin with the name of their cluster. */
    static String clusterOf(String key) {
        int end = key.indexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }

    void arm(String key, Optional<Instant> deadline) {
        @Nullable Instant at = deadline.orElse(null);
        byCluster.computeIfAbsent(clusterOf(key), c -> new Deadlines<>()).arm(key, at);
    }

    /** The key of this cluster that is due first, if one is due. */
    Optional<String> poll(String cluster, Instant now) {
        var deadlines = byCluster.get(cluster);
        return deadlines == null ? Optional.empty() : deadlines.poll(now).map(Deadlines.Due::key);
    }
}
