package io.podtide.cli;

import io.podtide.cli.print.IncidentPrinter;
import io.podtide.cli.print.OutputFormat;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide incidents}. */
@Command(
        name = "incidents",
        description = {
            "Shows the incidents that are open now, or follows all revisions as they come.",
            "'podtide up' prints the address of its broker."
        })
final class IncidentsCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final NamespaceOptions namespaces = new NamespaceOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Print every revision, those of the past first, until interrupted.")
    private boolean follow;

    @Option(names = "--all", description = "Resolved ones as well.")
    private boolean all;

    @Option(names = "--cluster", description = "Only of this cluster, and of the fleet.")
    private @Nullable String cluster;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat format = OutputFormat.TABLE;

    @Override
    public Integer call() throws Exception {
        console.verbosity().tellOnce();
        try (var topic = IncidentTopic.open(kafka.kafka(), kafka.topics())) {
            if (follow) {
                followTo(topic);
            } else {
                show(topic);
            }
        }
        return ExitCode.DONE;
    }

    private void followTo(IncidentTopic topic) throws InterruptedException {
        try (var stop = new StopSignal(topic::wakeup);
                var printer = format.revisions(console.output())) {
            topic.follow(incident -> print(printer, incident));
            stop.finished();
        }
    }

    private void show(IncidentTopic topic) {
        var newest = new TreeMap<String, Incident>();
        topic.readKnown(incident -> newest.put(incident.id(), incident));
        try (var printer = format.incidents(console.output(), Instant.now())) {
            newest.values().stream()
                    .filter(incident -> all || incident.state() != State.RESOLVED)
                    .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                    .forEach(incident -> print(printer, incident));
        }
    }

    private void print(IncidentPrinter printer, Incident incident) {
        boolean here = cluster == null || cluster.equals(incident.cluster()) || incident.scope() == Scope.FLEET;
        boolean wanted = namespaces.include(incident) && here;
        if (wanted) {
            printer.print(incident);
        }
    }
}
