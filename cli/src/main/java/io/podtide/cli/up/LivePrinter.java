package io.podtide.cli.up;

import io.podtide.cli.print.IncidentPrinter;
import io.podtide.cli.print.Output;
import io.podtide.cli.print.OutputFormat;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prints revisions as they come; of those from before only the incidents that are open still. */
public final class LivePrinter implements AutoCloseable {

    private final IncidentPrinter printer;
    private final Consumer<String> notes;
    private final Map<String, Incident> newest = new LinkedHashMap<>();

    public LivePrinter(OutputFormat format, Output output, Consumer<String> notes) {
        this.printer = format.revisions(output);
        this.notes = notes;
    }

    /** A revision of an earlier start. */
    public synchronized void known(Incident incident) {
        newest.put(incident.id(), incident);
    }

    /** Prints what earlier starts have left open. */
    public synchronized void sayKnown() {
        var open = open();
        if (!newest.isEmpty()) {
            notes.accept("from before: " + newest.size() + " incidents, " + open.size() + " not resolved"
                    + (open.isEmpty() ? "" : ":"));
        }
        open.forEach(printer::print);
    }

    public synchronized void print(Incident incident) {
        newest.put(incident.id(), incident);
        printer.print(incident);
    }

    /** How it stands. */
    public synchronized String summary() {
        var open = open().size();
        return "played to its end: " + newest.size() + " incidents, " + open + " open, " + (newest.size() - open)
                + " resolved";
    }

    private List<Incident> open() {
        return newest.values().stream()
                .filter(incident -> incident.state() != State.RESOLVED)
                .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                .toList();
    }

    @Override
    public synchronized void close() {
        printer.close();
    }
}
