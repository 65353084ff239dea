package io.podtide.cli;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.cli.print.Output;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
                            + " print. '-' is standard input.")
    private Path incident = Path.of("");

    @Override
    public Integer call() throws Exception {
        var config = AlertOptions.config(file);
        for (var text : texts()) {
            try {
                explain(config, IncidentJson.parse(text), console.output());
            } catch (IllegalArgumentException e) {
                throw new BadFileException(List.of(incident + ": " + e.getMessage()));
            }
        }
        return ExitCode.DONE;
    }

    /** A whole file may be one incident, printed on many lines. */
    private List<String> texts() throws Exception {
        var all = incident.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(incident);
        boolean lines = all.lines().filter(line -> !line.isBlank()).allMatch(line -> line.startsWith("{\""));
        return lines ? all.lines().filter(line -> !line.isBlank()).toList() : List.of(all);
    }

    private static void explain(AlertsConfig config, Incident one, Output out) {
        var severity = config.severity(one, Duration.ZERO);
        out.line(one.id() + " " + one.kind() + " " + one.subject() + ", team " + config.team(one) + ", severity "
                + severity + (severity == one.severity() ? "" : " (detection says " + one.severity() + ")"));
        config.explain(one, severity).forEach(line -> out.line("  " + line));
        config.nextAge(one, Duration.ZERO)
                .ifPresent(age -> out.line("  after " + age.toMinutes() + " min: severity " + config.severity(one, age)
                        + ", to "
                        + String.join(
                                ", ",
                                config.route(one, config.severity(one, age)).keySet())));
        if (one.parentId() != null) {
            out.line("  part of " + one.parentId() + ": told only by routes with children: true");
        }
        if (one.mute() != null) {
            out.line("  muted by the rules until " + one.mute().until() + " ("
                    + one.mute().owner() + "): not told");
        }
        config.mute(one, severity, Instant.now())
                .ifPresent(mute -> out.line(
                        "  muted until " + mute.until() + " (" + mute.owner() + ": " + mute.reason() + "): not told"));
    }
}
