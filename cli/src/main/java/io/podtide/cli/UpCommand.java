package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.up.Feed;
import io.podtide.cli.up.LiveFeed;
import io.podtide.cli.up.RecordingFeed;
import io.podtide.cli.up.Recordings;
import io.podtide.cli.up.Speed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide up}. */
@Command(
        name = "up",
        description = {
            "Runs everything on this machine: a Kafka broker of its own, ingest and streams; prints incidents as they"
                    + " open, change and resolve.",
            "Watches the cluster of the current kubeconfig context. Without a kubeconfig it plays the bundled recording"
                    + " of a real cluster."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Mixin
    private final AlertOptions alerts = new AlertOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Play recordings instead of watching a cluster.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--speed",
            paramLabel = "max|1x|60x",
            defaultValue = "60x",
            converter = Speed.Converter.class,
            description = "How fast a recording plays (default: ${DEFAULT-VALUE}).")
    private Speed speed = Speed.MAX;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:PODTIDE_DATA_DIR}",
            description = "Where topics and state are kept between starts (default: ~/.local/share/podtide). Also"
                    + " PODTIDE_DATA_DIR.")
    private @Nullable Path dataDir;

    @Option(names = "--fresh", description = "Forget what earlier starts kept of this cluster or recording.")
    private boolean fresh;

    @Option(
            names = "--exit-when-done",
            description = "End when the recording has been played and all that comes of it has been printed.")
    private boolean exitWhenDone;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            converter = WholeNumber.Port.class,
            description = "Schema registry endpoints, read-only, on loopback; 0 for any free port"
                    + " (default: ${DEFAULT-VALUE}).")
    private int registryPort = 8081;

    @Option(
            names = "--history-port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description =
                    "The page and the API of the history, on loopback; 0 for any free port (default: 8082, or any free one).")
    private @Nullable Integer historyPort;

    @Option(
            names = {"-P", "--property"},
            paramLabel = "KEY=VALUE",
            description = "kafka.* is passed on to Kafka's clients.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat format = OutputFormat.TABLE;

    @Override
    public Integer call() throws Exception {
        console.verbosity().expectOwnBroker();
        var unusedCheck = rules.book(); // says what is wrong before anything is started
        alerts.check();
        var catalogue = causes.catalogue();
        var home = dataDir == null || dataDir.toString().isEmpty() ? Histories.dataDirectory() : dataDir;
        var source = source(home);
        var directory = home.resolve(source.directory());
        if (fresh) {
            Directories.delete(directory);
        }
        var session =
                new UpSession(console, format, source.feed(), exitWhenDone, rules, alerts, catalogue, historyPort);
        return session.run(directory, registryPort, properties);
    }

    private Source source(Path home) throws IOException {
        if (!recordings.isEmpty()) {
            return play(recordings);
        }
        if (kube.isConfigured()) {
            return new Source(new LiveFeed(kube.connect(), ClusterWatches.options(console)), "clusters");
        }
        console.note("no kubeconfig: playing the bundled recording of a real cluster, 28 minutes at " + speedText()
                + " (KUBECONFIG, or ~/.kube/config, lets it watch yours)");
        return play(List.of(Recordings.bundled(home)));
    }

    private Source play(List<Path> files) throws IOException {
        var feed =
                RecordingFeed.of(files, speed, console::note); // says that a file is missing before a broker is started
        return new Source(feed, "recording-" + feed.name());
    }

    private String speedText() {
        return Double.isInfinite(speed.factor()) ? "full speed" : Math.round(speed.factor()) + "x";
    }

    /** @param directory below the data directory, one for each history */
    private record Source(Feed feed, String directory) {}
}
