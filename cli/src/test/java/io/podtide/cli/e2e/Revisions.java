package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what came out of Kafka with what should have: revisions of one incident have an order, incidents have none. */
final class Revisions {

    private Revisions() {}

    /** Every field of every revision, and none of them twice. */
    static void assertIdentical(List<Incident> actual, List<Incident> expected) {
        assertSame(actual, expected);
        assertThat(byIncident(actual, IncidentJson::write)).isEqualTo(byIncident(expected, IncidentJson::write));
    }

    /**
     * The same but for the evidence: while observations are still being written, which of two topics is read first within one
     * moment decides whether an Event of that moment is at hand when something is told.
     */
    static void assertSame(List<Incident> actual, List<Incident> expected) {
        assertThat(expected).isNotEmpty();
        // The short lines first: what differs is then read at a glance.
        assertThat(byIncident(actual, Revisions::line)).isEqualTo(byIncident(expected, Revisions::line));
        assertThat(byIncident(actual, Revisions::withoutEvidence))
                .isEqualTo(byIncident(expected, Revisions::withoutEvidence));
    }

    /**
     * How every incident stands in the end, whatever its id; and no revision twice. Which restarts have come when the rule
     * is met decides when the failure began, and so the id, and how many pods and occurrences it opens with.
     */
    static void assertSameInTheEnd(List<Incident> actual, List<Incident> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(inTheEnd(actual)).containsExactlyElementsOf(inTheEnd(expected));
        assertThat(actual.stream().map(i -> i.id() + " r" + i.revision())).doesNotHaveDuplicates();
    }

    /** A line for each, in the order of ids and for each id in its own. */
    private static String byIncident(List<Incident> revisions, Function<Incident, String> line) {
        return revisions.stream()
                .sorted(Comparator.comparing(Incident::id))
                .map(line)
                .collect(Collectors.joining("\n"));
    }

    private static String withoutEvidence(Incident i) {
        var tree = IncidentJson.toTree(i);
        tree.remove("evidence");
        return tree.toString();
    }

    private static String line(Incident i) {
        return i.id() + " r" + i.revision() + " " + i.updatedAt() + " " + standing(i);
    }

    private static String standing(Incident i) {
        return String.join(
                " ",
                i.state().name(),
                i.kind().name(),
                i.subject(),
                i.cause(),
                "pods=" + i.podCount(),
                "occurrences=" + i.occurrences());
    }

    private static List<String> inTheEnd(List<Incident> revisions) {
        var newest = new HashMap<String, Incident>();
        revisions.forEach(i -> newest.put(i.id(), i));
        return newest.values().stream()
                .map(i -> String.join(
                        " ", i.subject(), i.kind().name(), i.cause(), i.state().name()))
                .sorted()
                .toList();
    }
}
