package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What applies to some workloads instead of the general rules.
 *
 * @param name as incidents name it: {@code override 1 (cluster=prod-*)}
 * @param match whom it concerns
 * @param keys what it sets, as the file names it: {@code pending.image}
 * @param change sets these keys; where several match they are called last to first, so that the first to set a key has the
 *     last word
 * @param off kinds that are not looked for at all; empty where it says nothing of it, and leaves it to the next that matches
 */
public record RuleOverride(
        String name, Match match, Set<String> keys, UnaryOperator<Rules> change, Optional<Set<Incident.Kind>> off) {

    public RuleOverride {
        keys = Set.copyOf(keys);
        off = off.map(Set::copyOf);
    }

    /** Sets no threshold, only what is not looked for. */
    public static RuleOverride off(String name, Match match, Set<Incident.Kind> kinds) {
        return new RuleOverride(name, match, Set.of(), UnaryOperator.identity(), Optional.of(kinds));
    }

    /** The same under another name. */
    public RuleOverride named(String other) {
        return new RuleOverride(other, match, keys, change, off);
    }

    static boolean isOf(Incident.Kind kind, String key) {
        return key.startsWith(KindName.of(kind) + ".");
    }
}
