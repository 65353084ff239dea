package io.podtide.cli.chaos;

import io.podtide.cli.IncidentTopic;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands on the topic of incidents, read as its readers do. */
record Outcome(List<Incident> revisions) {

    private static final int SHOWN = 30;

    static Outcome of(KafkaSettings kafka) {
        var all = new ArrayList<Incident>();
        try (var topic = IncidentTopic.open(kafka, Topics.of(SchemaIds.fixed()))) {
            topic.readKnown(all::add);
        }
        return new Outcome(List.copyOf(all));
    }

    /** The newest revision of each. */
    Map<String, Incident> newest() {
        var newest = new TreeMap<String, Incident>();
        revisions.forEach(i -> newest.merge(i.id(), i, (a, b) -> a.revision() >= b.revision() ? a : b));
        return newest;
    }

    /** Incidents whose revisions are not 1, 2, 3 ... in the order of the topic: one is missing, or there twice. */
    List<String> broken() {
        var byId = revisions.stream().collect(Collectors.groupingBy(Incident::id, TreeMap::new, Collectors.toList()));
        var broken = new ArrayList<String>();
        byId.forEach((id, each) -> {
            var numbers = each.stream().map(Incident::revision).toList();
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) != i + 1) {
                    broken.add(standing(each.get(0)) + " has the revisions " + numbers);
                    return;
                }
            }
        });
        return broken;
    }

    /** Lines that only one of them has; empty if they are the same. */
    List<String> differences(Outcome expected, Function<Incident, String> line) {
        var ours = lines(line);
        var theirs = expected.lines(line);
        var differences = new ArrayList<String>();
        theirs.stream().filter(l -> !ours.contains(l)).forEach(l -> differences.add("- " + l));
        ours.stream().filter(l -> !theirs.contains(l)).forEach(l -> differences.add("+ " + l));
        differences.sort((a, b) -> a.substring(2).compareTo(b.substring(2)));
        return differences.size() > SHOWN
                ? new ArrayList<>(differences.subList(0, SHOWN)) // enough to see what is wrong
                : differences;
    }

    private List<String> lines(Function<Incident, String> line) {
        return newest().values().stream().map(line).toList();
    }

    /** What must be the same whatever happened. */
    static String whole(Incident i) {
        return "%s r%d %s".formatted(standing(i), i.revision(), i.id().substring(0, 8));
    }

    static String standing(Incident i) {
        return "%s %s %s %s pods=%d occurrences=%s reopened=%d"
                .formatted(i.subject(), i.kind(), i.state(), i.cause(), i.podCount(), occurrences(i), i.reopened());
    }

    /**
     * One of several clusters counts what its children had told when it was told itself. Clusters have no time in common, so that
     * this is settled with the last revision only.
     */
    private static String occurrences(Incident i) {
        return i.scope() == Scope.FLEET && i.state() == State.OPEN ? "so far" : Long.toString(i.occurrences());
    }
}
