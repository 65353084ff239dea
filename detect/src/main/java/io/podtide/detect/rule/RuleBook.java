package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in force: the general ones and, for some workloads, overrides. Of several overrides that match, the first to set
 * a key wins, key by key; what is {@code off} is such a key.
 *
 * @param rules what applies in general
 * @param overrides in the order they were written
 * @param mutes of whom nobody wants to be told for a while
 */
public record RuleBook(Rules rules, List<RuleOverride> overrides, List<Mute> mutes) {

    /** The default rules and no override. */
    public static final RuleBook DEFAULTS = new RuleBook(Rules.DEFAULTS, List.of());

    public RuleBook {
        overrides = List.copyOf(overrides);
        mutes = List.copyOf(mutes);
    }

    /** Nobody is muted. */
    public RuleBook(Rules rules, List<RuleOverride> overrides) {
        this(rules, overrides, List.of());
    }

    /** What applies to this workload. */
    public Ruling forWorkload(Workload workload, Map<String, String> labels) {
        if (overrides.isEmpty()) {
            return new Ruling(rules, Set.of(), List.of());
        }
        return ruling(workload, labels);
    }

    /** What applies to a cluster as such: overrides that ask for a namespace, a workload or labels do not match it. */
    public Ruling forCluster(String cluster) {
        return forWorkload(new Workload(cluster, "", "", "Cluster", ""), Map.of());
    }

    /** The mute that concerns this workload, or a node as a workload, at that time; of several the one that lasts longest. */
    public Optional<Mute> mute(Workload workload, Map<String, String> labels, Instant at) {
        return mutes.stream()
                .filter(mute -> at.isBefore(mute.until()))
                .filter(mute -> mute.match().matches(workload, labels))
                .max(Comparator.comparing(Mute::until));
    }

    private Ruling ruling(Workload workload, Map<String, String> labels) {
        var matching = overrides.stream()
                .filter(o -> o.match().matches(workload, labels))
                .toList();
        var result = rules;
        for (int i = matching.size() - 1; i >= 0; i--) {
            result = matching.get(i).change().apply(result);
        }
        Set<Kind> off =
                matching.stream().flatMap(o -> o.off().stream()).findFirst().orElse(Set.of());
        return new Ruling(result, off, matching);
    }
}
