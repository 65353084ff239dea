package io.podtide.rules;

import io.podtide.detect.rule.KindName;
import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What other rules say otherwise, in lines for people. */
public final class RuleChanges {

    private RuleChanges() {}

    /** {@code pending.image: 5m, was 2m}; overrides and mutes with {@code +} and {@code -}. Empty where nothing changes. */
    public static List<String> between(RuleBook before, RuleBook after) {
        var changes = new ArrayList<String>();
        var old = thresholds(before.rules());
        thresholds(after.rules()).forEach((key, value) -> {
            if (!value.equals(old.get(key))) {
                changes.add(key + ": " + value + ", was " + old.get(key));
            }
        });
        changes.addAll(compare(
                lines(before.overrides(), RuleChanges::print),
                lines(after.overrides(), RuleChanges::print),
                "the overrides stand in another order"));
        changes.addAll(
                compare(lines(before.mutes(), RuleChanges::print), lines(after.mutes(), RuleChanges::print), ""));
        return changes;
    }

    private static List<String> compare(List<String> before, List<String> after, String reordered) {
        var changes = new ArrayList<String>();
        before.stream().filter(line -> !after.contains(line)).forEach(line -> changes.add("- " + line));
        after.stream().filter(line -> !before.contains(line)).forEach(line -> changes.add("+ " + line));
        if (changes.isEmpty() && !before.equals(after) && !reordered.isEmpty()) {
            changes.add(reordered);
        }
        return changes;
    }

    private static Map<String, String> thresholds(Rules rules) {
        var all = new TreeMap<String, String>();
        RuleSection.ALL.forEach(section ->
                section.values(rules).forEach((key, value) -> all.put(section.name() + "." + key, text(value))));
        return all;
    }

    private static String print(RuleOverride override) {
        var parts = new ArrayList<String>();
        if (override.change() instanceof Settings settings) {
            settings.written()
                    .forEach((section, keys) ->
                            keys.forEach((key, value) -> parts.add(section + "." + key + " " + text(value))));
        }
        parts.sort(null);
        override.off()
                .ifPresent(off -> parts.add(
                        "off [" + off.stream().map(KindName::of).sorted().collect(Collectors.joining(", ")) + "]"));
        return "override (" + MatchReader.print(override.match()) + "): " + String.join(", ", parts);
    }

    private static String print(Mute mute) {
        return "mute (" + MatchReader.print(mute.match()) + ") until " + mute.until() + ", " + mute.owner() + ": "
                + mute.reason();
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? DurationText.print(duration) : String.valueOf(value);
    }

    private static <T> List<String> lines(List<T> all, Function<T, String> print) {
        return all.stream().map(print).toList();
    }
}
