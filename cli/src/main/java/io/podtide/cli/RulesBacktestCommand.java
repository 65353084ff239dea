package io.podtide.cli;

import io.podtide.cli.Backtest.Change;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.range.TimeOption;
import io.podtide.cli.range.TopicRange;
import io.podtide.cli.rule.RuleTopic;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podtide rules backtest}. */
@Command(
        name = "backtest",
        description = {
            "Plays what has happened under a rule file and says what would have changed: incidents that are gained, lost,"
                    + " or moved in time.",
            "What has happened is in recordings, or on the topics of a Kafka between two times."
        })
final class RulesBacktestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "FILE", description = "The rules to try (YAML).")
    private Path rules = Path.of("");

    @Option(names = "--recording", paramLabel = "FILE", arity = "1..*", description = "Recordings to try them on.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            defaultValue = "${env:PODTIDE_BOOTSTRAP_SERVERS}",
            description = "Try them on the topics of this Kafka. Also PODTIDE_BOOTSTRAP_SERVERS.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--from",
            paramLabel = "TIME|DURATION",
            converter = TimeOption.Converter.class,
            description = "Where to begin on the topics, as 2027-01-31T08:00:00Z, or 2d for two days ago (default: 1d)."
                    + " What was before is not known then.")
    private TimeOption from = new TimeOption(null, Duration.ofDays(1));

    @Option(
            names = "--to",
            paramLabel = "TIME|DURATION",
            converter = TimeOption.Converter.class,
            description = "Where to end (default: now).")
    private TimeOption to = new TimeOption(null, Duration.ZERO);

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "The rules to compare with; default: with a Kafka those in force there, else those built in.")
    private @Nullable Path against;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat format = OutputFormat.TABLE;

    @Override
    public Integer call() throws Exception {
        console.verbosity().tellOnce();
        var young = RuleFiles.read(rules).book();
        var catalogue = causes.catalogue();
        var old = against == null ? null : RuleFiles.read(against).book();
        if (!recordings.isEmpty()) {
            var both = new Both(old == null ? RuleBook.DEFAULTS : old, young, catalogue);
            playRecordings(both);
            return report(both);
        }
        if (bootstrapServers == null || bootstrapServers.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "what are the rules to be tried on: --recording or --bootstrap-servers");
        }
        var kafka = client.kafka(bootstrapServers);
        var inForce = old == null ? RuleTopic.inForce(new RuleTopic(kafka).versions()) : old;
        var both = new Both(inForce, young, catalogue);
        return playTopics(both, kafka) ? report(both) : ExitCode.DONE;
    }

    private int report(Both both) {
        var pairs = Backtest.compare(both.before().incidents(), both.after().incidents());
        new BacktestReport(console.output(), format)
                .print(pairs.stream()
                        .filter(pair -> pair.change() != Change.SAME)
                        .toList());
        console.note(Count.of(both.before().incidents().size(), "incident") + " before, "
                + both.after().incidents().size() + " now: " + count(pairs, Change.GAINED) + " gained, "
                + count(pairs, Change.LOST) + " lost, " + count(pairs, Change.MOVED) + " moved");
        return ExitCode.DONE;
    }

    private static long count(List<Backtest.Pair> pairs, Change change) {
        return pairs.stream().filter(pair -> pair.change() == change).count();
    }

    private void playRecordings(Both both) throws IOException {
        var files = new RecordingFiles(recordings, RecordingReader.DEFAULT_CLUSTER);
        try (var player = files.open(bad -> console.note(bad.display()))) {
            player.forEachRemaining(both::observe);
        }
    }

    /** @return false if somebody did not want to wait for the end */
    private boolean playTopics(Both both, KafkaSettings kafka) throws IOException {
        var now = Instant.now();
        var begin = from.at(now);
        var end = to.at(now);
        if (!begin.isBefore(end)) {
            throw new ParameterException(
                    spec.commandLine(), "--from (" + begin + ") must be before --to (" + end + ")");
        }
        var status = console.statusLine();
        try (var range = TopicRange.open(kafka, Topics.of(client.schemaIds()), begin, end);
                var stop = new StopSignal(range::wakeup)) {
            for (var next = range.next(); next.isPresent(); next = range.next()) {
                both.observe(next.get());
                status.update(both::soFar);
            }
            status.clear();
            console.note(both.soFar() + " between " + seconds(begin) + " and " + seconds(end)
                    + (range.unreadable() == 0 ? "" : ", " + Count.of(range.unreadable(), "record") + " unreadable"));
            stop.finished();
            return true;
        } catch (WakeupException e) {
            status.clear();
            console.note("stopped before the end: " + both.soFar() + ", nothing compared");
            return false;
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
