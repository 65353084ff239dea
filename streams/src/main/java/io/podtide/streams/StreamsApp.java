package io.podtide.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance of the pipeline. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
    private static final Duration LOOKS_AT_DISK_EVERY = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final Restore restore = new Restore(System::nanoTime);

    private final DiskWatch disk;
    private final Path stateDir;

    private StreamsApp(KafkaStreams streams, Path stateDir) {
        this.streams = streams;
        this.stateDir = stateDir;
        this.disk = DiskWatch.start(
                streams::metrics, () -> failure.complete(StateFailure.notWritten(stateDir)), LOOKS_AT_DISK_EVERY);
    }

    /** Starts an instance; it is at work once {@link #running()} completes. */
    public static StreamsApp start(Pipeline.Parts parts, StreamsSettings settings) {
        var properties = settings.propertiesOfInstance();
        properties.put(StreamsSettings.METERS, parts.stages().meters());
        DamagedState.delete(settings.stateDir(), settings.applicationId());
        var topology = Pipeline.of(parts.topics(), parts.stages(), properties);
        var app = new StreamsApp(new KafkaStreams(topology, properties), settings.stateDir());
        app.streams.setUncaughtExceptionHandler(app::failed);
        app.streams.setStateListener(app::changed);
        app.streams.setGlobalStateRestoreListener(app.restore);
        app.streams.start();
        return app;
    }

    /** Figures of this instance, as long as it is there. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("podtide.streams.running", streams, s -> s.state() == State.RUNNING ? 1 : 0)
                .description("1 while records are processed")
                .register(registry);
        FunctionCounter.builder(
                        "podtide.streams.restored.records",
                        restore,
                        r -> r.sum().records())
                .description("Records of changelogs that state was restored from")
                .register(registry);
        StateSize.bind(registry, streams::metrics);
    }

    /** Completes when all stores are restored and records are processed. */
    public CompletableFuture<Void> running() {
        return running.copy();
    }

    /** Completes if the instance has ended by itself: by a bug, or because Kafka refuses it. */
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    /**
     * What was read of changelogs.
     *
     * @param took all in all
     */
    public record Restored(long records, Duration took) {}

    /** Since the start. */
    public Restored restored() {
        return restore.sum();
    }

    /** For its state and its metrics. */
    public KafkaStreams kafkaStreams() {
        return streams;
    }

    /** Records are being processed. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Leaves the group, or the next start would wait until the group has given this instance up. */
    @Override
    public void close() {
        disk.close();
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(STOPS_WITHIN));
    }

    /** A bug, or a state we cannot mend: the platform starts us anew, and exactly-once has lost nothing. */
    private StreamThreadExceptionResponse failed(Throwable error) {
        LOG.debug("the streams end", error); // whoever waits for failure() says it
        failure.complete(StateFailure.explained(error, stateDir));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void changed(State now, State before) {
        LOG.info("streams: {} after {}", now, before);
        if (now == State.RUNNING) {
            running.complete(null);
        } else if (now == State.ERROR) {
            failure.complete(new IllegalStateException("the streams have ended in state ERROR"));
        }
    }
}
