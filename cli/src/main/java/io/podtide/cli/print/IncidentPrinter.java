package io.podtide.cli.print;

import io.podtide.detect.incident.Incident;

/** Prints incidents, or revisions of incidents as they come. */
public interface IncidentPrinter extends AutoCloseable {

    /** May keep it until {@link #close()}. */
    void print(Incident incident);

    /** Prints what is still to be printed. Leaves what it prints to open. */
    @Override
    void close();
}
