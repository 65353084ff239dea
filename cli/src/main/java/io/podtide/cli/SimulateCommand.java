package io.podtide.cli;

import io.podtide.cli.simulate.FleetFile;
import io.podtide.cli.simulate.FleetTopics;
import io.podtide.cli.simulate.TruthFile;
import io.podtide.cli.up.Speed;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Shape;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code podtide simulate}. */
@Command(
        name = "simulate",
        description = {
            "Plays a fleet of clusters that nobody has to run: rollouts, scaling, jobs, drains, and failures of every kind.",
            "Pods, Events and nodes are those of real recordings, under other names and at other times."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration MOST_AHEAD = Duration.ofHours(1);
    private static final Duration OF_NOW = Duration.ofDays(1);

    @Spec
    private @Nullable CommandSpec spec;

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
    public Integer call() throws IOException {
        refuseWhatIsOfKafka();
        var now = InstantSource.system().instant();
        var shape = shapes.shape(now, speed.isFinite());
        if (where.file == null) {
            refuseTheFuture(shape, now);
        }
        var worker = Thread.currentThread();
        try (var stop = new StopSignal(worker::interrupt)) {
            simulate(shape, now);
            stop.finished(); // and the process may end
        }
        return ExitCode.DONE;
    }

    private void simulate(Shape shape, Instant now) throws IOException {
        try (var rows = TruthFile.create(truth)) {
            var fleet = new Fleet(shape, shapes.repertoire(), rows::add);
            long written = where.file == null ? toKafka(fleet, shape, now) : toFile(fleet, where.file);
            console.note(Count.of(written, "change") + " of " + Count.of(shape.clusters(), "cluster") + " from "
                    + shape.from() + " to " + shape.until() + " written, " + Count.of(rows.rows(), "row")
                    + " of truth");
            if (rows.rows() == 0 && shape.failures() + shape.fleetFailures() > 0) {
                console.note("nothing failed: ask for more --failures, or for longer with --for");
            }
        } catch (InterruptedException e) {
            console.note("stopped; what was written stays");
        }
    }

    /** They would be left out without a word. */
    private void refuseWhatIsOfKafka() {
        if (where.file == null || spec == null) {
            return;
        }
        var given = spec.commandLine().getParseResult();
        for (var option : List.of("--speed", "--partitions", "--replication")) {
            if (given.hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " is about Kafka; it does not go together with --out");
            }
        }
    }

    /** Kafka refuses records of more than an hour ahead of it ({@code message.timestamp.after.max.ms}). */
    private void refuseTheFuture(Shape shape, Instant now) {
        var written = now.plus(speed.of(Duration.between(shape.from(), shape.until())));
        if (spec != null && shape.until().isAfter(written.plus(MOST_AHEAD))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "what would be written is of " + shape.until() + ", which Kafka does not take before "
                            + shape.until().minus(MOST_AHEAD) + "; begin earlier with --from, or go on at --speed 1x");
        }
    }

    private long toFile(Fleet fleet, Path file) throws IOException, InterruptedException {
        var status = console.statusLine();
        long written = FleetFile.write(fleet, file, status);
        status.clear();
        return written;
    }

    private long toKafka(Fleet fleet, Shape shape, Instant now) throws IOException, InterruptedException {
        var kafka = client.kafka(where.bootstrapServers == null ? "" : where.bootstrapServers);
        SchemaIds ids = client.schemaIds();
        // of long ago, it would be deleted by its age as soon as it is written
        var kept = shape.from().isAfter(now.minus(OF_NOW)) ? topics.settings() : topics.forRecordings();
        int partitions = KafkaStart.recordingTopics(kafka, kept, KAFKA_ANSWERS_WITHIN);
        console.note("simulating " + Count.of(shape.clusters(), "cluster") + " into " + kafka.bootstrapServers());
        var status = console.statusLine();
        long written = new FleetTopics(kafka, Topics.of(ids), partitions).write(fleet, speed, status);
        status.clear();
        return written;
    }
}
