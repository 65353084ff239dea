package io.podtide.detect.snapshot;

import io.podtide.detect.Detection;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a cluster once. What the rules find by the times in its objects is told as always; beyond that, whatever fails at the
 * moment is told without waiting for a rule to be met, because nobody looks again.
 */
public final class SnapshotDetection {

    /** Of what is down now a glance tells all restarts; the rules can only tell those that must be recent. */
    private static final Set<Kind> COUNTED = Set.of(Kind.RESTART_LOOP, Kind.OOM);

    private static final String RULE = "fails in a snapshot";

    private SnapshotDetection() {}

    /** The open incidents, those that the rules find first. */
    public static List<Incident> incidents(RuleBook rules, CauseCatalogue catalogue, List<Observation> snapshot) {
        var detection = new Detection(rules, catalogue);
        JobRuns.standing(Creations.standing(snapshot)).forEach(detection::observe);
        snapshot.stream()
                .map(Observation::observedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(detection::tell);
        var byRule = detection.incidents().stream()
                .filter(i -> i.state() == State.OPEN)
                .toList();
        var atOnce = Glances.incidents(AtOnce.book(rules), catalogue, snapshot);
        var all = new ArrayList<Incident>();
        byRule.stream()
                .filter(i -> same(i, atOnce).filter(o -> tellsMore(o, i)).isEmpty())
                .forEach(all::add);
        for (var incident : atOnce) {
            var known = same(incident, byRule);
            if (known.isPresent() ? tellsMore(incident, known.get()) : !isPartOf(incident, byRule)) {
                all.add(incident.ruledBy(known.map(Incident::rule).orElse(RULE)));
            }
        }
        return all;
    }

    private static boolean tellsMore(Incident atOnce, Incident byRule) {
        return COUNTED.contains(atOnce.kind()) && atOnce.occurrences() > byRule.occurrences();
    }

    private static Optional<Incident> same(Incident incident, List<Incident> others) {
        return others.stream()
                .filter(o -> o.kind() == incident.kind() && o.subject().equals(incident.subject()))
                .findFirst();
    }

    /** All of its pods are known to fail, or their node is lost. */
    private static boolean isPartOf(Incident incident, List<Incident> others) {
        return incident.pods().stream()
                .allMatch(pod -> others.stream()
                        .anyMatch(other -> other.scope() == Scope.NODE
                                ? other.kind() == Kind.NODE_LOST
                                        && pod.node() != null
                                        && pod.node().equals(other.node())
                                : other.subject().equals(incident.subject())
                                        && other.pods().stream()
                                                .anyMatch(p -> p.uid().equals(pod.uid()))));
    }
}
