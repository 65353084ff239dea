package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules as they apply to one workload or pod.
 *
 * @param off kinds that are not looked for
 * @param overrides that matched, in the order they were written
 */
public record Ruling(Rules rules, Set<Kind> off, List<RuleOverride> overrides) {

    public Ruling {
        overrides = List.copyOf(overrides);
    }

    /** This kind is looked for. */
    public boolean watches(Kind kind) {
        return !off.contains(kind);
    }

    /**
     * How an incident says which rule applied: {@code 3 restarts in 10m}, and the overrides that set thresholds of its kind.
     * One whose keys all stand in those before it has set nothing.
     */
    public String cite(Kind kind, String threshold) {
        var taken = new HashSet<String>();
        var names = overrides.stream()
                .filter(o -> sets(o, kind, taken))
                .map(RuleOverride::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? threshold : threshold + " (" + names + ")";
    }

    /** The same, with these kinds off as well. */
    Ruling without(Set<Kind> kinds) {
        if (kinds.isEmpty()) {
            return this;
        }
        var all = EnumSet.copyOf(kinds);
        all.addAll(off);
        return new Ruling(rules, all, overrides);
    }

    private static boolean sets(RuleOverride override, Kind kind, Set<String> taken) {
        boolean sets = false;
        for (var key : override.keys()) {
            sets |= RuleOverride.isOf(kind, key) && taken.add(key);
        }
        return sets;
    }
}
