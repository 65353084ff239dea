package io.podtide.cli.print;

import io.podtide.cli.print.Columns.Cell;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row for each incident as it is now: the newest of the revisions it is given. Resolved ones last, the worst and the oldest first. */
final class IncidentTable implements IncidentPrinter {

    private static final List<String> HEADERS =
            List.of("CLUSTER", "NAMESPACE", "WORKLOAD", "KIND", "CAUSE", "STATE", "PODS", "DURATION", "AGE");
    private static final List<String> WIDE_HEADERS =
            List.of("SEVERITY", "CONTAINER", "NODE", "OCCURRENCES", "REOPENED", "ID", "PARENT", "SUMMARY");

    private static final Comparator<Incident> ORDER = Comparator.comparing((Incident i) -> i.state() == State.RESOLVED)
            .thenComparing(Incident::severity, Comparator.reverseOrder())
            .thenComparing(Incident::startedAt)
            .thenComparing(Incident::id);

    private final Output output;
    private final boolean wide;
    private final Instant now;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    IncidentTable(Output output, boolean wide, Instant now) {
        this.output = output;
        this.wide = wide;
        this.now = now;
    }

    @Override
    public void print(Incident incident) {
        incidents.merge(incident.id(), incident, (a, b) -> b.revision() >= a.revision() ? b : a);
    }

    @Override
    public void close() {
        if (incidents.isEmpty()) {
            output.line("No incidents found.");
            return;
        }
        var headers = new ArrayList<>(HEADERS);
        if (wide) {
            headers.addAll(WIDE_HEADERS);
        }
        var columns = new Columns(headers);
        incidents.values().stream().sorted(ORDER).map(this::row).forEach(columns::row);
        columns.print(output);
    }

    private List<Cell> row(Incident incident) {
        var end = incident.resolvedAt() == null ? now : incident.resolvedAt();
        var row = new ArrayList<>(List.of(
                cell(About.cluster(incident)),
                cell(incident.namespace()),
                cell(About.workload(incident)),
                cell(incident.kind().name()),
                cell(incident.cause()),
                new Cell(
                        incident.state().name() + (incident.mute() == null ? "" : " (muted)"),
                        RevisionLines.paint(incident)),
                cell(Integer.toString(incident.podCount())),
                cell(Age.of(Duration.between(incident.startedAt(), end))),
                cell(Age.of(Duration.between(incident.startedAt(), now)))));
        if (wide) {
            row.addAll(more(incident));
        }
        return row;
    }

    private static List<Cell> more(Incident incident) {
        return List.of(
                cell(incident.severity().name()),
                cell(incident.container()),
                cell(incident.node()),
                cell(Long.toString(incident.occurrences())),
                cell(Integer.toString(incident.reopened())),
                cell(incident.id()),
                cell(incident.parentId()),
                cell(incident.summary()));
    }

    private static Cell cell(@Nullable String text) {
        var plain = text == null ? "" : PlainText.oneLine(text);
        return new Cell(plain.isEmpty() ? "<none>" : plain); // as kubectl says it
    }
}
