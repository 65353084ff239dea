package io.podtide.cli;

import io.podtide.cli.print.IncidentPrinter;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.print.StatusLine;
import io.podtide.cli.up.Pace;
import io.podtide.cli.up.Speed;
import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.ingest.recording.BadLine;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code podtide replay}. */
@Command(
        name = "replay",
        description = "Plays recordings and prints every revision of every incident as it happens. Needs no Kafka.")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Mixin
    private final NamespaceOptions namespaces = new NamespaceOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recordings, or what kubectl get --watch --output-watch-events -o json prints;"
                    + " - for standard input. Several are played together, in the order of time.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            converter = Speed.Converter.class,
            description = "max (default), or how much faster than it happened: 1x, 60x.")
    private Speed speed = Speed.MAX;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default: a line for each revision), wide (with what to do), json or jsonl.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Name of the cluster where the file does not tell; default: ${DEFAULT-VALUE}.")
    private String cluster = RecordingReader.DEFAULT_CLUSTER;

    private final ReplayTally tally = new ReplayTally();

    @Override
    public Integer call() throws Exception {
        var detection = new Detection(rules.book(), causes.catalogue());
        var status = console.statusLine();
        try (var player = new RecordingFiles(files, cluster).open(bad -> report(bad, status));
                var printer = format.revisions(console.output())) {
            play(player, detection, printer, status);
        }
        status.clear();
        console.note(tally.summary(
                detection.incidents().stream().filter(namespaces::include).toList()));
        return tally.sawNothing() ? ExitCode.UNREACHABLE : ExitCode.DONE;
    }

    private void play(RecordingPlayer player, Detection detection, IncidentPrinter printer, StatusLine status)
            throws InterruptedException {
        var pace = new Pace(speed);
        while (player.hasNext()) {
            Observation observation = player.next();
            pace.await(observation.observedAt());
            tally.add(observation);
            for (Incident revision : detection.observe(observation)) {
                if (namespaces.include(revision)) {
                    status.clear();
                    printer.print(revision);
                }
            }
            status.update(tally::soFar);
        }
    }

    private void report(BadLine bad, StatusLine status) {
        tally.addBadLine();
        status.clear();
        console.note(bad.display());
    }
}
