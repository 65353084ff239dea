package io.podtide.alerts.message;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One incident for whoever has just been woken: what and why, since when and where, what was seen, what to do. */
final class IncidentText {

    private static final int SUMMARY = 1_000;
    private static final int SEEN = 300;
    private static final int REMEDY = 1_200;
    private static final int PODS = 3;

    private IncidentText() {}

    /** @param over nobody has to do anything any more */
    static String of(Incident one, boolean over) {
        var lines = new ArrayList<String>();
        lines.add(summary(one));
        lines.add((over ? "From " : "Since ") + Times.at(one.startedAt()) + where(one) + pods(one) + ".");
        if (!over) {
            seen(one).ifPresent(lines::add);
            lines.add("To do: " + remedy(one));
        }
        return String.join("\n", lines);
    }

    static String summary(Incident one) {
        return Clean.text(one.summary(), SUMMARY);
    }

    static String remedy(Incident one) {
        return Clean.text(one.remedy(), REMEDY);
    }

    /** What {@code kubectl} is to be pointed at. */
    private static String where(Incident one) {
        return one.cluster().isEmpty() ? "" : " in cluster " + Clean.line(one.cluster(), SEEN);
    }

    private static String pods(Incident one) {
        if (one.pods().isEmpty()) {
            return "";
        }
        var names = one.pods().stream()
                .limit(PODS)
                .map(pod -> pod.name() + (pod.node() == null || pod.node().isEmpty() ? "" : " on " + pod.node()))
                .collect(Collectors.joining(", "));
        int more = one.podCount() - Math.min(PODS, one.pods().size());
        return "; " + (one.podCount() == 1 ? "pod " : "pods ") + Clean.line(names, SEEN)
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** The first that says more than that it was. */
    private static Optional<String> seen(Incident one) {
        return one.evidence().stream()
                .filter(evidence -> !evidence.message().isBlank())
                .findFirst()
                .or(() -> one.evidence().stream().findFirst())
                .map(IncidentText::said);
    }

    private static String said(Evidence evidence) {
        var reason =
                evidence.reason().isEmpty() ? evidence.source() : evidence.reason() + " (" + evidence.source() + ")";
        var message = evidence.message().isBlank() ? "" : ": " + Clean.ends(evidence.message(), SEEN);
        return "Seen: " + Clean.line(reason, SEEN) + message;
    }

    /** One line for each, of those that a message can name. */
    static List<String> lines(List<Incident> incidents) {
        return incidents.stream()
                .map(one -> "- " + Clean.line(one.kind() + " " + one.display(), SEEN))
                .toList();
    }
}
