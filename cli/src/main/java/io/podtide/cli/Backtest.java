package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import io.podtide.rules.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What other rules would have made of the same time: the incidents of both, side by side. */
final class Backtest {

    private Backtest() {}

    /** What becomes of an incident. */
    enum Change {
        SAME,
        /** Only the new rules find it. */
        GAINED,
        /** Only the old rules find it. */
        LOST,
        /** It opens or ends at another time, or is muted by one of them. */
        MOVED
    }

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

        Change change() {
            if (before == null) {
                return Change.GAINED;
            } else if (after == null) {
                return Change.LOST;
            }
            return moved().isEmpty() ? Change.SAME : Change.MOVED;
        }

        /** {@code opens 3m later, ends 3m later}; empty where nothing moves. */
        String moved() {
            return before == null || after == null ? "" : Shift.of(before, after);
        }
    }

    /** In the order of time. The id is another where the failure is seen to begin at another time. */
    static List<Pair> compare(List<Incident> before, List<Incident> after) {
        var old = bySubject(before);
        var young = bySubject(after);
        var keys = new TreeSet<>(old.keySet());
        keys.addAll(young.keySet());
        var pairs = new ArrayList<Pair>();
        for (var key : keys) {
            pairs.addAll(pairs(old.getOrDefault(key, List.of()), young.getOrDefault(key, List.of())));
        }
        pairs.sort(Comparator.comparing(pair -> pair.any().openedAt()));
        return pairs;
    }

    /** Incidents of one subject and kind: the same where they have one id, or else where they were open at one time. */
    private static List<Pair> pairs(List<Incident> before, List<Incident> after) {
        var pairs = new ArrayList<Pair>();
        var rest = new ArrayList<>(after);
        var alone = new ArrayList<Incident>();
        for (var old : before) {
            take(old, rest, (a, b) -> a.id().equals(b.id()))
                    .ifPresentOrElse(young -> pairs.add(new Pair(old, young)), () -> alone.add(old));
        }
        for (var old : alone) {
            pairs.add(new Pair(old, take(old, rest, Backtest::overlap).orElse(null)));
        }
        rest.forEach(young -> pairs.add(new Pair(null, young)));
        return pairs;
    }

    private static Optional<Incident> take(Incident old, List<Incident> from, BiPredicate<Incident, Incident> same) {
        var found = from.stream().filter(young -> same.test(old, young)).findFirst();
        found.ifPresent(from::remove);
        return found;
    }

    private static boolean overlap(Incident a, Incident b) {
        return !a.startedAt().isAfter(end(b)) && !b.startedAt().isAfter(end(a));
    }

    private static Instant end(Incident incident) {
        return incident.resolvedAt() == null ? Instant.MAX : incident.resolvedAt();
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

    /** How one incident lies in time under both rules. */
    private static final class Shift {

        static String of(Incident before, Incident after) {
            var parts = new ArrayList<String>();
            shift("opens", before.openedAt(), after.openedAt()).ifPresent(parts::add);
            if (before.resolvedAt() != null && after.resolvedAt() != null) {
                shift("ends", before.resolvedAt(), after.resolvedAt()).ifPresent(parts::add);
            } else if (after.resolvedAt() != null) {
                parts.add("has ended");
            } else if (before.resolvedAt() != null) {
                parts.add("has not ended");
            }
            if ((before.mute() == null) != (after.mute() == null)) {
                parts.add(after.mute() == null ? "is not muted" : "is muted");
            }
            return String.join(", ", parts);
        }

        private static Optional<String> shift(String what, Instant before, Instant after) {
            var later = Duration.between(before, after);
            return later.isZero()
                    ? Optional.empty()
                    : Optional.of(what + " " + text(later.abs()) + (later.isNegative() ? " earlier" : " later"));
        }

        private static String text(Duration duration) {
            return duration.toSeconds() == 0 ? duration.toMillis() + "ms" : DurationText.print(duration);
        }
    }
}
