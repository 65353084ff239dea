package io.podtide.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.cli.Backtest.Pair;
import io.podtide.cli.print.Columns;
import io.podtide.cli.print.Output;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.print.PlainText;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changes, as a table or as JSON: an object for each incident that is gained, lost or moved. */
record BacktestReport(Output output, OutputFormat format) {

    private static final List<String> HEADERS =
            List.of("CHANGE", "KIND", "SUBJECT", "CAUSE", "OPENED BEFORE", "OPENED NOW", "MOVED");

    void print(List<Pair> changed) {
        switch (format) {
            case JSONL ->
                changed.forEach(pair -> output.line(PlainText.json(json(pair).toString())));
            case JSON ->
                output.line(changed.stream()
                        .map(pair -> PlainText.json(json(pair).toPrettyString()))
                        .collect(Collectors.joining(",\n", "[", "]")));
            case TABLE, WIDE -> table(changed);
        }
    }

    private void table(List<Pair> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var columns = new Columns(HEADERS);
        for (var pair : changed) {
            columns.row(
                    pair.change().name(),
                    pair.any().kind().name(),
                    PlainText.oneLine(pair.any().display()),
                    PlainText.oneLine(pair.any().cause()),
                    opened(pair.before()),
                    opened(pair.after()),
                    pair.moved());
        }
        columns.print(output);
    }

    private static ObjectNode json(Pair pair) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("change", pair.change().name())
                .put("moved", pair.moved().isEmpty() ? null : pair.moved())
                .<ObjectNode>set("before", tree(pair.before()))
                .set("after", tree(pair.after()));
    }

    private static @Nullable ObjectNode tree(@Nullable Incident incident) {
        return incident == null ? null : IncidentJson.toTree(incident);
    }

    private static String opened(@Nullable Incident incident) {
        return incident == null
                ? "never"
                : incident.openedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
