package io.podtide.cli;

import io.podtide.cli.simulate.FleetFile;
import io.podtide.cli.simulate.FleetTopics;
import io.podtide.cli.simulate.TruthFile;
import io.podtide.cli.up.Speed;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide simulate}. */
@Command(
        name = "simulate",
        description = {
            "Plays a fleet of clusters that nobody has to run: rollouts, scaling, jobs, drains, and failures of every kind.",
            "Pods, Events and nodes are those of real recordings, under other names and at other times."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final ShapeOptions shapes = new ShapeOptions();

    @ArgGroup(multiplicity = "1", heading = "Where to:%n")
    private Where where = new Where();

    static final class Where {
        @Option(names = "--out", paramLabel = "FILE", description = "A recording; compressed if its name ends in .gz.")
        private @Nullable Path file;

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT,...",
                description = "Kafka, as ingest would write it.")
        private @Nullable String bootstrapServers;
    }

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Writes what fails, when and of what cause, as tab-separated values.")
    private @Nullable Path truth;

    @Option(
            names = "--speed",
            paramLabel = "max|1x|60x",
            converter = Speed.Converter.class,
            description = "How fast it is written to Kafka (default: as fast as can be).")
    private Speed speed = Speed.MAX;

    @Override
    public Integer call() throws Exception {
        var shape = shapes.shape(InstantSource.system().instant());
        var worker = Thread.currentThread();
        try (var rows = TruthFile.create(truth);
                var stop = new StopSignal(worker::interrupt)) {
            var fleet = new Fleet(shape, Repertoire.load(), rows::add);
            long written = where.file == null ? toKafka(fleet, shape) : toFile(fleet, where.file);
            console.note(Count.of(written, "change") + " of " + Count.of(shape.clusters(), "cluster") + " from "
                    + shape.from() + " to " + shape.until() + " written, " + Count.of(rows.rows(), "row")
                    + " of truth");
            stop.finished();
        } catch (InterruptedException e) {
            console.note("stopped; what was written stays");
        }
        return ExitCode.DONE;
    }

    private long toFile(Fleet fleet, Path file) throws IOException, InterruptedException {
        var status = console.statusLine();
        long written = FleetFile.write(fleet, file, status);
        status.clear();
        return written;
    }

    private long toKafka(Fleet fleet, Shape shape) throws IOException, InterruptedException {
        var kafka = client.kafka(where.bootstrapServers == null ? "" : where.bootstrapServers);
        SchemaIds ids = client.schemaIds();
        int partitions = KafkaStart.recordingTopics(kafka, topics.forRecordings(), KAFKA_ANSWERS_WITHIN);
        console.note("simulating " + Count.of(shape.clusters(), "cluster") + " into " + kafka.bootstrapServers());
        var status = console.statusLine();
        long written = new FleetTopics(kafka, Topics.of(ids), partitions).write(fleet, speed, status);
        status.clear();
        return written;
    }
}
