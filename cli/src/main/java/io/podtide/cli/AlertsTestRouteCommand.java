package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code podtide alerts test-route}. */
@Command(name = "test-route", description = "Says where incidents would go, and why. Nothing is sent.")
final class AlertsTestRouteCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(paramLabel = "FILE", description = "YAML of receivers and routes.")
    private Path file = Path.of("");

    @Option(
            names = "--incident",
            paramLabel = "FILE",
            required = true,
            description =
                    "Incidents as JSON, one or one a line: what 'podtide incidents -o jsonl' and 'podtide replay -o jsonl'"
                            + " print; of several revisions the newest counts. '-' is standard input.")
    private Path incident = Path.of("");

    @Override
    public Integer call() throws Exception {
        var config = AlertOptions.config(file);
        var newest = new LinkedHashMap<String, Incident>();
        var texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            try {
                var one = IncidentJson.parse(texts.get(i));
                newest.merge(one.id(), one, AlertsTestRouteCommand::newer);
            } catch (IllegalArgumentException e) {
                throw new BadFileException(List.of(incident + ":" + (i + 1) + ": " + e.getMessage()));
            }
        }
        for (var one : newest.values()) {
            RouteReport.of(config, one, Instant.now()).forEach(console.output()::line);
        }
        return ExitCode.DONE;
    }

    private static Incident newer(Incident one, Incident other) {
        return other.revision() > one.revision() ? other : one;
    }

    /** A whole file may be one incident, printed on many lines. */
    private List<String> texts() throws Exception {
        var all = incident.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(incident);
        boolean lines = all.lines().filter(line -> !line.isBlank()).allMatch(line -> line.startsWith("{\""));
        return lines ? all.lines().filter(line -> !line.isBlank()).toList() : List.of(all);
    }
}
