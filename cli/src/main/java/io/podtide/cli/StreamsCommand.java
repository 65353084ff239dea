package io.podtide.cli;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.podtide.cli.up.UpFailure;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.Pipeline;
import io.podtide.streams.RulesInForce;
import io.podtide.streams.Stages;
import io.podtide.streams.Stores;
import io.podtide.streams.StreamsApp;
import io.podtide.streams.StreamsMeters;
import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaProblems;
import io.podtide.wire.registry.RegistryEndpoint;
import io.podtide.wire.topic.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide streams}. */
@Command(
        name = "streams",
        description = "Finds incidents in what ingest has written: one instance of the streams application.")
final class StreamsCommand implements Callable<Integer> {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "podtide-data/streams",
            description = "Where state is kept between starts (default: ${DEFAULT-VALUE}).")
    private Path stateDir = Path.of("podtide-data", "streams");

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            converter = WholeNumber.Threads.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            defaultValue = "0",
            converter = WholeNumber.Standbys.class,
            description =
                    "Copies of the state that other instances keep, to take over at once (default: ${DEFAULT-VALUE}).")
    private int standbys;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = StreamsSettings.APPLICATION_ID,
            converter = PlainName.OfKafka.class,
            description = "Instances with one id share the work (default: ${DEFAULT-VALUE}).")
    private String applicationId = StreamsSettings.APPLICATION_ID;

    @Mixin
    private final RegistryEndpointOptions registry = new RegistryEndpointOptions();

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @Mixin
    private final MetricsOptions exported = new MetricsOptions();

    @Override
    public Integer call() throws Exception {
        var unusedCheck = rules.book(); // says what is wrong before anything is started
        var catalogue = causes.catalogue();
        var ids = kafka.schemaIds();
        int partitions = TopicSetup.run(kafka.kafka(), topics.settings(), KAFKA_ANSWERS_WITHIN);
        var stages = new Stages(new RulesInForce(RuleBook.DEFAULTS), catalogue, Stores.of(ids), partitions);
        var settings = new StreamsSettings(kafka.kafka(), applicationId, stateDir, threads, standbys);
        var stopped = new CompletableFuture<Throwable>();
        try (var stop = new StopSignal(() -> stopped.complete(new InterruptedException()))) {
            var published = rules.publish(kafka.kafka(), console);
            try (published;
                    var endpoint = registry.serve();
                    var metrics = exported.metrics("streams");
                    var app = StreamsApp.start(
                            new Pipeline.Parts(
                                    kafka.topics(), stages.withMeters(new StreamsMeters(metrics.registry()))),
                            settings);
                    var figures = new KafkaStreamsMetrics(app.kafkaStreams())) {
                figures.bindTo(metrics.registry());
                app.bindTo(metrics.registry());
                var served = http.serve(console, new StreamsHealth(app.kafkaStreams()), metrics);
                try (served) {
                    throwUnlessInterrupted(end(app, stopped, partitions, endpoint));
                }
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }

    private Throwable end(
            StreamsApp app, CompletableFuture<Throwable> stopped, int partitions, @Nullable RegistryEndpoint endpoint)
            throws InterruptedException, ExecutionException {
        var unusedNote = app.running()
                .thenRun(() -> console.note(
                        "streams: running, " + partitions + " partitions" + restored(app.restored()) + at(endpoint)));
        var unusedEnd = app.failure().thenAccept(stopped::complete);
        return stopped.get();
    }

    private static String at(@Nullable RegistryEndpoint endpoint) {
        return endpoint == null ? "" : ", fixed schema ids at " + endpoint.url();
    }

    private static String restored(StreamsApp.Restored restored) {
        return restored.records() == 0
                ? ""
                : ", " + Count.of(restored.records(), "record") + " of state restored in "
                        + restored.took().toMillis() + " ms";
    }

    private static void throwUnlessInterrupted(Throwable why) {
        if (!(why instanceof InterruptedException)) {
            throw new UpFailure("the streams have ended: " + KafkaProblems.describe(why), why);
        }
    }
}
