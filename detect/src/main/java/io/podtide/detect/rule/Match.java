package io.podtide.detect.rule;

import io.podtide.detect.observation.Workload;
import java.util.Map;

/**
 * Globs ({@code *} and {@code ?}) that pick workloads. All must match.
 *
 * @param labels of the pods; each must be there and match
 */
public record Match(Glob cluster, Glob namespace, Glob workload, Map<String, Glob> labels) {

    /** Picks everything. */
    public static final Match ALL = new Match(Glob.ANY, Glob.ANY, Glob.ANY, Map.of());

    public Match {
        labels = Map.copyOf(labels);
    }

    public boolean matches(Workload who, Map<String, String> podLabels) {
        return cluster.matches(who.cluster())
                && namespace.matches(who.namespace())
                && workload.matches(who.name())
                && labels.entrySet().stream().allMatch(e -> {
                    var value = podLabels.get(e.getKey());
                    return value != null && e.getValue().matches(value);
                });
    }
}
