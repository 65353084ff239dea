package io.podtide.cli;

import io.podtide.health.Metrics;
import io.podtide.ingest.fleet.ClusterRun;
import io.podtide.ingest.fleet.Fleet;
import io.podtide.ingest.fleet.FleetMetrics;
import io.podtide.ingest.fleet.FleetSettings;
import io.podtide.ingest.fleet.FleetSource;
import io.podtide.ingest.fleet.Member;
import io.podtide.ingest.fleet.SharedSink;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.wire.topic.TopicSetup;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code podtide ingest}. */
@Command(
        name = "ingest",
        description = "Watches any number of clusters and writes what they show to Kafka, until it is interrupted.")
final class IngestCommand implements Callable<Integer> {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);
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

    @Override
    public Integer call() throws Exception {
        var source = clusters.source();
        var settings = kafka.kafka();
        var all = kafka.topics();
        int partitions = TopicSetup.run(settings, topics.settings(), KAFKA_ANSWERS_WITHIN);
        var worker = Thread.currentThread();
        try (var stop = new StopSignal(worker::interrupt)) {
            try (var metrics = new Metrics();
                    var figures = new ProducerFigures(metrics.registry());
                    var sink = new SharedSink(
                            () -> figures.of(KafkaSink.open(settings, all, partitions, "podtide-ingest")))) {
                console.note("ingest: watching " + words(source) + " into " + settings.bootstrapServers());
                run(source, sink, metrics);
            } catch (InterruptedException e) {
                // asked to stop, and all that was seen is written
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }

    private void run(FleetSource source, SharedSink sink, Metrics metrics) throws IOException, InterruptedException {
        var meters = new FleetMetrics(metrics.registry(), Clock.systemUTC());
        var run = ClusterRun.ingest(ClusterWatches.options(console));
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
