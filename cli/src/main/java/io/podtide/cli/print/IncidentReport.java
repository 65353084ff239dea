package io.podtide.cli.print;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A paragraph for each incident: what is wrong, why, what that was read from, what to do. The worst and the oldest first. */
final class IncidentReport implements IncidentPrinter {

    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_PODS = 4;
    /** A log's end in a status has up to 4 kB; what it is about stands in front. */
    private static final int LONGEST = 400;

    private final Output output;
    private final List<Incident> incidents = new ArrayList<>();

    IncidentReport(Output output) {
        this.output = output;
    }

    @Override
    public void print(Incident incident) {
        incidents.add(incident);
    }

    @Override
    public void close() {
        incidents.sort(Comparator.comparing(Incident::severity, Comparator.reverseOrder())
                .thenComparing(Incident::startedAt)
                .thenComparing(Incident::id));
        for (var incident : incidents) {
            paragraph(incident);
        }
    }

    private void paragraph(Incident incident) {
        output.line(String.join(
                "  ",
                output.paint(RevisionLines.paint(incident), incident.kind().name()),
                output.paint(Paint.STRONG, About.subject(incident)),
                output.paint(Paint.STRONG, PlainText.oneLine(incident.cause()))));
        Wrapped.lines(PlainText.oneLine(incident.summary())).forEach(line -> output.line("  " + line));
        output.line("  since " + incident.startedAt().truncatedTo(ChronoUnit.SECONDS) + pods(incident));
        incident.evidence().stream().limit(MOST_EVIDENCE).forEach(evidence -> output.line("  " + seen(evidence)));
        PlainText.lines(incident.remedy()).forEach(line -> output.line("    " + line));
        output.line("");
    }

    private static String pods(Incident incident) {
        var names = incident.pods().stream()
                .limit(MOST_PODS)
                .map(pod -> PlainText.oneLine(pod.name()))
                .collect(Collectors.joining(", "));
        int more = incident.podCount() - MOST_PODS;
        return names.isEmpty() ? "" : ": " + names + (more > 0 ? " and " + more + " more" : "");
    }

    private String seen(Evidence evidence) {
        var text = evidence.at().truncatedTo(ChronoUnit.SECONDS) + "  " + PlainText.oneLine(evidence.source());
        var reason = PlainText.oneLine(evidence.reason());
        var message = shortened(PlainText.oneLine(evidence.message()));
        return output.paint(
                Paint.FAINT,
                text
                        + (reason.isEmpty() ? "" : ": " + reason)
                        + (message.isEmpty() ? "" : ": " + message)
                        + (evidence.count() > 1 ? " (" + evidence.count() + " times)" : ""));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
