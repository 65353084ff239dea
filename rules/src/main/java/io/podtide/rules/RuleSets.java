package io.podtide.rules;

import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Rule sets by name, as {@code podtide.rules} has them, and the rules they come to together. The set {@value #DEFAULT} comes
 * first, the others in the order of their names; among them, as within one, the first to set a key wins. A set with a mistake
 * is refused, and what it said before stays in force.
 *
 * <p>Not thread-safe.
 */
public final class RuleSets {

    /** The set that is meant where none is named. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private final RuleBook base;
    private final Map<String, RuleFile> sets = new TreeMap<>(
            Comparator.comparing((String name) -> !name.equals(DEFAULT)).thenComparing(Comparator.naturalOrder()));

    /** @param base in force where there is no set {@value #DEFAULT} */
    public RuleSets(RuleBook base) {
        this.base = base;
    }

    /** It can name a set: as names in Kubernetes do. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Takes what the set says now, or refuses it with all its mistakes. */
    public Reading<RuleFile> put(String name, byte[] yaml) {
        var reading = RulesReader.read(yaml);
        reading.value().ifPresent(file -> sets.put(name, file));
        return reading;
    }

    public void remove(String name) {
        sets.remove(name);
    }

    /** Of the sets in force, those that come first first. */
    public List<String> names() {
        return List.copyOf(sets.keySet());
    }

    /** What they come to. */
    public RuleBook book() {
        boolean replaced = sets.containsKey(DEFAULT);
        var rules = replaced ? Rules.DEFAULTS : base.rules();
        var files = new ArrayList<>(sets.values());
        for (int i = files.size() - 1; i >= 0; i--) {
            rules = files.get(i).general().apply(rules);
        }
        var overrides = new ArrayList<RuleOverride>(replaced ? List.of() : base.overrides());
        var mutes = new ArrayList<Mute>(replaced ? List.of() : base.mutes());
        sets.forEach((name, file) -> {
            file.book()
                    .overrides()
                    .forEach(o -> overrides.add(name.equals(DEFAULT) ? o : o.named(name + " " + o.name())));
            mutes.addAll(file.book().mutes());
        });
        return new RuleBook(rules, overrides, mutes);
    }
}
