package io.podtide.cli.print;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;

/** One JSON object a line. */
record JsonLines(Output output) implements IncidentPrinter {

    @Override
    public void print(Incident incident) {
        output.line(PlainText.json(IncidentJson.write(incident)));
    }

    @Override
    public void close() {
        // nothing is held back
    }
}
