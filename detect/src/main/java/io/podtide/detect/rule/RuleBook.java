package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules in force: the general ones and, for some workloads, overrides. Of several overrides that match, the first to set
 * a key wins, key by key.
 *
 * @param rules what applies in general
 * @param overrides in the order they were written
 */
public record RuleBook(Rules rules, List<RuleOverride> overrides) {

    /** The default rules and no override. */
    public static final RuleBook DEFAULTS = new RuleBook(Rules.DEFAULTS, List.of());

    public RuleBook {
        overrides = List.copyOf(overrides);
    }

    /** What applies to this workload. */
    public Ruling forWorkload(Workload workload, Map<String, String> labels) {
        if (overrides.isEmpty()) {
            return new Ruling(rules, Set.of(), "");
        }
        return ruling(workload, labels);
    }

    /** What applies to a cluster as such: overrides that ask for a namespace, a workload or labels do not match it. */
    public Ruling forCluster(String cluster) {
        return forWorkload(new Workload(cluster, "", "", "Cluster", ""), Map.of());
    }

    private Ruling ruling(Workload workload, Map<String, String> labels) {
        var matching = overrides.stream()
                .filter(o -> o.match().matches(workload, labels))
                .toList();
        var result = rules;
        for (int i = matching.size() - 1; i >= 0; i--) {
            result = matching.get(i).change().apply(result);
        }
        var off = EnumSet.noneOf(Incident.Kind.class);
        matching.forEach(o -> off.addAll(o.off()));
        var names = String.join(", ", matching.stream().map(RuleOverride::name).toList());
        return new Ruling(result, off, names);
    }
}
