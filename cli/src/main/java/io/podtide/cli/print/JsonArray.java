package io.podtide.cli.print;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;

/** One JSON array, written as the incidents come. */
final class JsonArray implements IncidentPrinter {

    private final Output output;
    private boolean empty = true;

    JsonArray(Output output) {
        this.output = output;
    }

    @Override
    public void print(Incident incident) {
        output.print(empty ? "[\n" : ",\n");
        output.print(PlainText.json(IncidentJson.toTree(incident).toPrettyString()));
        empty = false;
    }

    @Override
    public void close() {
        output.print(empty ? "[]\n" : "\n]\n");
    }
}
