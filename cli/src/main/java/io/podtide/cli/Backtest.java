package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What other rules would have made of the same time: the incidents of both, side by side. */
final class Backtest {

    private Backtest() {}

    /**
     * One incident under both rules.
     *
     * @param before null where only the new rules find it
     * @param after null where only the old rules find it
     */
    record Pair(@Nullable Incident before, @Nullable Incident after) {

        Incident any() {
            var incident = after == null ? before : after;
            if (incident == null) {
                throw new IllegalStateException("an empty pair");
            }
            return incident;
        }

        /** In a word; empty where nothing changes. */
        String change() {
            if (before == null) {
                return "NEW";
            } else if (after == null) {
                return "GONE";
            }
            var later = Duration.between(before.openedAt(), after.openedAt());
            return later.isZero() ? "" : later.isNegative() ? "EARLIER" : "LATER";
        }
    }

    /** By subject and kind, in the order of time: the id is another when the failure is seen to begin at another time. */
    static List<Pair> compare(List<Incident> before, List<Incident> after) {
        var old = bySubject(before);
        var young = bySubject(after);
        var keys = new TreeSet<>(old.keySet());
        keys.addAll(young.keySet());
        var pairs = new ArrayList<Pair>();
        for (var key : keys) {
            var left = old.getOrDefault(key, List.of());
            var right = young.getOrDefault(key, List.of());
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                pairs.add(new Pair(i < left.size() ? left.get(i) : null, i < right.size() ? right.get(i) : null));
            }
        }
        pairs.sort(Comparator.comparing(pair -> pair.any().openedAt()));
        return pairs;
    }

    private static Map<String, List<Incident>> bySubject(List<Incident> incidents) {
        var bySubject = new TreeMap<String, List<Incident>>();
        incidents.stream()
                .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                .forEach(incident -> bySubject
                        .computeIfAbsent(incident.subject() + ' ' + incident.kind(), key -> new ArrayList<>())
                        .add(incident));
        return bySubject;
    }
}
