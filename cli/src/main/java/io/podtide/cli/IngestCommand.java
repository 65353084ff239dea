package io.podtide.cli;

import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.wire.topic.TopicUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code podtide ingest}. */
@Command(name = "ingest", description = "Watches a cluster and writes what it shows to Kafka, until it is interrupted.")
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Mixin
    private final LeaseOptions lease = new LeaseOptions();

    @Mixin
    private final RecordingOptions recordings = new RecordingOptions();

    @Override
    public Integer call() throws Exception {
        if (recordings.given()) {
            recordings.play(console, kafka, topics);
            return ExitCode.DONE;
        }
        try (var connection = kube.connect()) {
            var shared = lease.settings(!kube.isConfigured());
            var settings = kafka.kafka();
            var all = kafka.topics();
            int partitions = KafkaStart.topics(settings, topics.settings(), TopicUse.INGEST, console::note);
            var worker = Thread.currentThread();
            try (var stop = new StopSignal(worker::interrupt)) {
                console.note("ingest: watching cluster " + connection.name() + " into " + settings.bootstrapServers());
                var options = ClusterWatches.options(console);
                LeaseOptions.run(
                        shared,
                        connection,
                        console,
                        leadership -> new ClusterIngestor(
                                        connection,
                                        () -> leadership.guard(
                                                KafkaSink.open(settings, all, partitions, "podtide-ingest")),
                                        options.withClock(leadership.clock(options.clock())))
                                .run());
                stop.finished();
            } catch (InterruptedException e) {
                // asked to stop, and all that was seen is written
            }
        }
        return ExitCode.DONE;
    }
}
