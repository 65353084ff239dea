package io.podtide.cli;

import io.podtide.cli.print.Columns;
import io.podtide.cli.print.PlainText;
import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code podtide rules backtest}. */
@Command(
        name = "backtest",
        description =
                "Plays recordings under a rule file and says what would have changed: incidents that are new, gone,"
                        + " or opened at another time.")
final class RulesBacktestCommand implements Callable<Integer> {

    private static final List<String> HEADERS =
            List.of("CHANGE", "KIND", "SUBJECT", "CAUSE", "OPENED BEFORE", "OPENED NOW");

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Parameters(paramLabel = "FILE", description = "The rules to try (YAML).")
    private Path rules = Path.of("");

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Recordings to try them on.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "The rules to compare with; default: those built in.")
    private @Nullable Path against;

    private final Set<String> badLines = new LinkedHashSet<>();

    @Override
    public Integer call() throws Exception {
        var young = RuleFiles.read(rules).book();
        var old = against == null ? RuleBook.DEFAULTS : RuleFiles.read(against).book();
        var before = play(old);
        var after = play(young);
        var changed = Backtest.compare(before, after).stream()
                .filter(pair -> !pair.change().isEmpty())
                .toList();
        if (!changed.isEmpty()) {
            print(changed);
        }
        console.note(Count.of(before.size(), "incident") + " before, " + after.size() + " now; "
                + (changed.isEmpty() ? "nothing changes" : changed.size() + " changed"));
        return ExitCode.DONE;
    }

    private List<Incident> play(RuleBook book) throws IOException {
        var detection = new Detection(book, causes.catalogue());
        var files = new RecordingFiles(recordings, RecordingReader.DEFAULT_CLUSTER);
        try (var player = files.open(bad -> noteOnce(bad.display()))) {
            player.forEachRemaining(detection::observe);
        }
        return detection.incidents();
    }

    private void noteOnce(String badLine) {
        if (badLines.add(badLine)) {
            console.note(badLine);
        }
    }

    private void print(List<Backtest.Pair> changed) {
        var columns = new Columns(HEADERS);
        for (var pair : changed) {
            columns.row(
                    pair.change(),
                    pair.any().kind().name(),
                    PlainText.oneLine(pair.any().subject()),
                    PlainText.oneLine(pair.any().cause()),
                    opened(pair.before()),
                    opened(pair.after()));
        }
        columns.print(console.output());
    }

    private static String opened(@Nullable Incident incident) {
        return incident == null ? "never" : seconds(incident.openedAt());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
