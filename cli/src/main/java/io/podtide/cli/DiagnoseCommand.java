package io.podtide.cli;

import io.podtide.cli.print.IncidentPrinter;
import io.podtide.cli.print.OutputFormat;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.snapshot.SnapshotDetection;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.BadLine;
import io.podtide.ingest.recording.Snapshot;
import io.podtide.ingest.recording.SnapshotReader;
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

/** {@code podtide diagnose}. */
@Command(
        name = "diagnose",
        description = {
            "Says what is wrong in a snapshot of a cluster, and why. Needs neither Kafka nor the cluster.",
            "Example: kubectl get pods,events -A -o json | podtide diagnose -"
        })
final class DiagnoseCommand implements Callable<Integer> {

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
            description = "What kubectl get pods,events -o json (or yaml) prints, a support bundle or must-gather, as a"
                    + " folder or tar.gz; - for standard input. All are one snapshot.")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide, json or jsonl; default: a paragraph for each incident.")
    private @Nullable OutputFormat format;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Name of the cluster; default: ${DEFAULT-VALUE}.")
    private String cluster = "snapshot";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When the snapshot was taken; default: when the newest file was written, unless everything in"
                    + " it is a day older, and then the newest time in it.")
    private @Nullable Instant at;

    private final Set<BadLine> badLines = new LinkedHashSet<>();

    @Override
    public Integer call() throws Exception {
        var book = rules.book();
        var catalogue = causes.catalogue();
        var snapshot = read();
        var found = SnapshotDetection.incidents(book, catalogue, snapshot.observations()).stream()
                .filter(namespaces::include)
                .toList();
        try (var printer = printer(snapshot.observedAt())) {
            found.forEach(printer::print);
        }
        return end(snapshot, found);
    }

    private Snapshot read() throws IOException {
        var reader = new SnapshotReader(Cluster.named(cluster), RoutingLabels.DEFAULT, this::report);
        for (var file : files) {
            if (SnapshotTime.isStandardInput(file)) {
                reader.read("standard input", System.in);
            } else {
                reader.read(file);
            }
        }
        if (at != null || reader.saysWhen()) {
            return reader.take(at);
        }
        var snapshot = reader.take(null);
        var taken = SnapshotTime.of(snapshot.observedAt(), SnapshotTime.written(files, Instant.now()));
        return taken.equals(snapshot.observedAt()) ? snapshot : reader.take(taken);
    }

    private IncidentPrinter printer(Instant now) {
        return format == null ? OutputFormat.report(console.output()) : format.incidents(console.output(), now);
    }

    private int end(Snapshot snapshot, List<Incident> found) {
        var pods = count(snapshot, PodStatus.class);
        var events = count(snapshot, KubeEvent.class);
        if (pods + events == 0) {
            console.note("Found no Pods and no Events");
            return badLines.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
        }
        if (pods == 0) {
            console.note(
                    "Found no Pods: Events alone tell little of what is wrong now; add kubectl get pods -A -o json");
        }
        var pending = snapshot.observations().stream()
                .filter(PodStatus.class::isInstance)
                .map(PodStatus.class::cast)
                .filter(pod -> namespaces.include(pod.workload().namespace()));
        Unsettled.inWords(Unsettled.of(pending, found), snapshot.observedAt()).ifPresent(console::note);
        console.note("Looked at " + Count.of(pods, "Pod") + " and " + Count.of(events, "Event") + " as of "
                + snapshot.observedAt().truncatedTo(ChronoUnit.SECONDS) + ": "
                + (found.isEmpty() ? "nothing is wrong" : Count.of(found.size(), "incident")));
        return found.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_INCIDENTS;
    }

    private static long count(Snapshot snapshot, Class<?> type) {
        return snapshot.observations().stream().filter(type::isInstance).count();
    }

    /** Once each: the snapshot may be taken twice. */
    private void report(BadLine bad) {
        if (badLines.add(bad)) {
            console.note(bad.display());
        }
    }
}
