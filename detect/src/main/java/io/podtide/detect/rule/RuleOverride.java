package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What applies to some workloads instead of the general rules.
 *
 * @param name as incidents name it: {@code override 1 (cluster=prod-*)}
 * @param match whom it concerns
 * @param change sets this override's keys; where several match they are called last to first, so that the first to set a
 *     key has the last word
 * @param off kinds that are not looked for at all
 */
public record RuleOverride(String name, Match match, UnaryOperator<Rules> change, Set<Incident.Kind> off) {
    public RuleOverride {
        off = Set.copyOf(off);
    }
}
