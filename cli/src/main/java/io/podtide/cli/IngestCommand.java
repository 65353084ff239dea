package io.podtide.cli;

import io.podtide.health.Metrics;
import io.podtide.ingest.fleet.ClusterRun;
import io.podtide.ingest.fleet.Fleet;
import io.podtide.ingest.fleet.FleetMetrics;
import io.podtide.ingest.fleet.FleetSettings;
import io.podtide.ingest.fleet.FleetSource;
import io.podtide.ingest.fleet.Member;
import io.podtide.ingest.fleet.SharedSink;
import io.podtide.ingest.lease.LeaseSettings;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.wire.topic.TopicUse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code podtide ingest}. */
@Command(
        name = "ingest",
        description = "Watches any number of clusters and writes what they show to Kafka, until it is interrupted.")
final class IngestCommand implements Callable<Integer> {

    private static final int NAMED_AT_START = 10;

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final FleetOptions clusters = new FleetOptions();

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @Mixin
    private final MetricsOptions exported = new MetricsOptions();

    @Mixin
    private final LeaseOptions lease = new LeaseOptions();

    @Mixin
    private final RecordingOptions recordings = new RecordingOptions();

    @Override
    public Integer call() throws Exception {
        if (recordings.arePlayed(clusters.isAny())) {
            recordings.play(console, kafka, topics, http, exported);
            return ExitCode.DONE;
        }
        var source = clusters.source();
        var run = run(lease.settings(clusters.isOwnClusterOnly()));
        var settings = kafka.kafka();
        var all = kafka.topics();
        int partitions = KafkaStart.topics(settings, topics.settings(), TopicUse.INGEST, console::note);
        var worker = Thread.currentThread();
        try (var stop = new StopSignal(worker::interrupt)) {
            try (var metrics = exported.metrics("ingest");
                    var figures = new ProducerFigures(metrics.registry());
                    var sink = new SharedSink(
                            () -> figures.of(KafkaSink.open(settings, all, partitions, "podtide-ingest")))) {
                console.note("ingest: watching " + words(source) + " into " + settings.bootstrapServers());
                run(source, run, sink, metrics);
            } catch (InterruptedException e) {
                // asked to stop, and all that was seen is written
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }

    /** Of one cluster: at once, or whenever we have its Lease. */
    private ClusterRun run(@Nullable LeaseSettings shared) {
        var options = ClusterWatches.options(console);
        return (connection, sinks, status) -> LeaseOptions.run(
                shared,
                connection,
                LeaseOptions.told(console, status),
                leadership -> new ClusterIngestor(
                                connection,
                                () -> leadership.guard(sinks.get()),
                                options.withClock(leadership.clock(options.clock())),
                                status)
                        .run());
    }

    private void run(FleetSource source, ClusterRun run, SharedSink sink, Metrics metrics)
            throws IOException, InterruptedException {
        var meters = new FleetMetrics(metrics.registry(), Clock.systemUTC());
        try (var fleet = new Fleet(source, run, sink, FleetSettings.DEFAULT, console::note).withListener(meters)) {
            meters.bind(fleet);
            var served = http.serve(console, new FleetHealth(fleet), metrics);
            try (served) {
                fleet.run();
            }
        }
    }

    private static String words(FleetSource source) {
        var names = source.plan().members().stream().map(Member::name).toList();
        return switch (names.size()) {
            case 0 -> "no cluster yet";
            case 1 -> "cluster " + names.get(0);
            default ->
                names.size() + " clusters ("
                        + names.stream().limit(NAMED_AT_START).collect(Collectors.joining(", "))
                        + (names.size() > NAMED_AT_START ? ", ...)" : ")");
        };
    }
}
