package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Workload;
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
public record RuleBook(Rules rules, List<Override> overrides) {

    /** The default rules and no override. */
    public static final RuleBook DEFAULTS = new RuleBook(Rules.DEFAULTS, List.of());

    public RuleBook {
        overrides = List.copyOf(overrides);
    }

    /**
     * What applies to some workloads instead.
     *
     * @param name as incidents name it: {@code override 1 (cluster=prod-*)}
     * @param match whom it concerns
     * @param change the general rules with this override's keys set; called in reverse order of the overrides, so that the
     *     first to set a key has the last word
     * @param off kinds that are not looked for at all
     */
    public record Override(String name, Match match, RulesChange change, Set<Incident.Kind> off) {
        public Override {
            off = Set.copyOf(off);
        }
    }

    /** Sets some keys. */
    @FunctionalInterface
    public interface RulesChange {
        Rules applyTo(Rules rules);
    }

    /** What applies to this workload. */
    public Ruling forWorkload(Workload workload, Map<String, String> labels) {
        if (overrides.isEmpty()) {
            return new Ruling(rules, Set.of(), "");
        }
        return ruling(workload, labels);
    }

    private Ruling ruling(Workload workload, Map<String, String> labels) {
        var matching =
                overrides.stream().filter(o -> o.match().matches(workload, labels)).toList();
        var result = rules;
        for (int i = matching.size() - 1; i >= 0; i--) {
            result = matching.get(i).change().applyTo(result);
        }
        var off = new java.util.EnumMap<Incident.Kind, Boolean>(Incident.Kind.class);
        matching.forEach(o -> o.off().forEach(kind -> off.put(kind, true)));
        var names = String.join(", ", matching.stream().map(Override::name).toList());
        return new Ruling(result, off.keySet(), names);
    }
}
