package io.podtide.rules;

import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleOverride;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Overrides that never have a say, because those before them match all that they match and set all that they set. */
final class Shadows {

    private Shadows() {}

    static List<Problem> of(List<RuleOverride> overrides, List<Integer> lines) {
        var found = new ArrayList<Problem>();
        for (int i = 1; i < overrides.size(); i++) {
            var late = overrides.get(i);
            var before = overrides.subList(0, i).stream()
                    .filter(early -> covers(early.match(), late.match()))
                    .toList();
            var rest = new HashSet<>(late.keys());
            before.forEach(early -> rest.removeAll(early.keys()));
            boolean offIsSet = before.stream().anyMatch(early -> early.off().isPresent());
            if (rest.isEmpty() && (late.off().isEmpty() || offIsSet)) {
                found.add(new Problem(
                        lines.get(i),
                        "overrides[" + i + "]",
                        "never applies: the first match wins, and what it sets is set" + " for all of these before"));
            }
        }
        return found;
    }

    private static boolean covers(Match wide, Match narrow) {
        return covers(wide.cluster(), narrow.cluster())
                && covers(wide.namespace(), narrow.namespace())
                && covers(wide.workload(), narrow.workload())
                && wide.labels().entrySet().stream().allMatch(label -> {
                    var value = narrow.labels().get(label.getKey());
                    return value != null && covers(label.getValue(), value);
                });
    }

    /** Errs on the safe side where there is a {@code ?}. */
    private static boolean covers(Glob wide, Glob narrow) {
        return wide.equals(narrow) || (!wide.pattern().contains("?") && wide.matches(narrow.pattern()));
    }
}
