package io.podtide.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podtide.cli.print.StatusLine;
import io.podtide.cli.up.Demo;
import io.podtide.cli.up.Feed;
import io.podtide.cli.up.RecordingFeed;
import io.podtide.cli.up.Speed;
import io.podtide.cli.up.Target;
import io.podtide.health.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: recordings in place of a live cluster. */
@Command
final class RecordingOptions {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Play recordings instead of watching a cluster; goes on where an earlier start was stopped.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed",
            paramLabel = "max|1x|60x",
            defaultValue = "60x",
            converter = Speed.Converter.class,
            description = "How fast a recording plays (default: ${DEFAULT-VALUE}).")
    private Speed speed = Speed.MAX;

    @Option(
            names = "--exit-when-done",
            description =
                    "End when the recordings have been played; otherwise their clusters are kept from falling silent.")
    private boolean exitWhenDone;

    @Option(
            names = "--demo",
            paramLabel = "FILE",
            description =
                    "Where there is no cluster to watch (no option names one, there is no kubeconfig, and this is no pod"
                            + " with a service account): play the recording that comes with Podtide as if it was of now."
                            + " FILE is written at the first start, and played again at those that follow.")
    private @Nullable Path demo;

    /** @param hasCluster there is one to watch, which the demo gives way to */
    boolean arePlayed(boolean hasCluster) {
        return !files.isEmpty() || (demo != null && !hasCluster);
    }

    private List<Path> played() throws IOException {
        if (demo == null || !files.isEmpty()) {
            return files;
        }
        Demo.write(demo, Instant.now());
        return List.of(demo);
    }

    /** Returns when all is played, or when the process is asked to stop. */
    void play(Console console, KafkaOptions kafka, TopicOptions topics, HttpOptions http, MetricsOptions exported)
            throws IOException {
        var feed = RecordingFeed.of(played(), speed, console::note); // says that a file is missing
        var settings = kafka.kafka();
        int partitions = KafkaStart.recordingTopics(settings, topics.forRecordings(), KAFKA_ANSWERS_WITHIN);
        var target = new Target(settings, kafka.topics(), partitions);
        var worker = Thread.currentThread();
        try (var stop = new StopSignal(worker::interrupt)) {
            console.note("ingest: playing " + feed.display() + " into " + settings.bootstrapServers());
            try (var metrics = exported.metrics("ingest")) {
                var listener = new Listener(console, metrics.registry());
                var served = http.serve(console, listener, metrics);
                try (served) {
                    feed.run(target, listener);
                }
            }
            stop.finished();
        } catch (InterruptedException e) {
            // asked to stop; the next start goes on from here
        }
    }

    /** As well as it is alive: where Kafka is away it goes on later. */
    private final class Listener implements Feed.Listener, Health {

        private final Console console;
        private final StatusLine status;
        private final MeterRegistry registry;
        private final Set<String> clusters = ConcurrentHashMap.newKeySet();
        private volatile long given;

        Listener(Console console, MeterRegistry registry) {
            this.console = console;
            this.status = console.statusLine();
            this.registry = registry;
            Gauge.builder("podtide.fleet.clusters", clusters, Set::size)
                    .description("Clusters whose recordings are played")
                    .register(registry);
        }

        /** To whoever watches over us it is there, as one that is watched. */
        @Override
        public void met(String cluster) {
            clusters.add(cluster);
            Gauge.builder("podtide.cluster.up", () -> 1)
                    .description("1 for a cluster whose recording is played")
                    .tags("cluster", cluster)
                    .register(registry);
        }

        @Override
        public void handedOver(long observations, Instant observedAt) {
            given = observations;
            status.update(
                    () -> Count.of(observations, "observation") + ", " + observedAt.truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public boolean ended() {
            status.clear();
            console.note("played to the end"
                    + (given == 0 ? " before" : ", " + Count.of(given, "observation"))
                    + (exitWhenDone ? "" : "; Ctrl-C ends it, and then its clusters fall silent"));
            return exitWhenDone;
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public Map<String, @Nullable Object> report() {
            return Map.of("role", "ingest", "state", "PLAYING", "observations", given);
        }
    }
}
