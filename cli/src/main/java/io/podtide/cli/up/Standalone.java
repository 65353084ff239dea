package io.podtide.cli.up;

import io.podtide.cli.broker.BrokerProcess;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.Pipeline;
import io.podtide.streams.RulesInForce;
import io.podtide.streams.Stages;
import io.podtide.streams.Stores;
import io.podtide.streams.StreamsApp;
import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.RegistryEndpoint;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import io.podtide.wire.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Podtide's server side on one machine: a broker of its own, the registry's endpoints and the streams. */
public final class Standalone implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long KEPT_PER_PARTITION = 1L << 30;
    private static final int STREAM_THREADS = 2;

    /** One partition: a single order of everything, so that a recording gives the same incidents at any speed. */
    private static final int PARTITIONS = 1;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Topics topics = Topics.of(SchemaIds.fixed());
    private final BrokerProcess broker;
    private final KafkaSettings kafka;
    private final RegistryEndpoint registry;
    private final StreamsApp streams;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private Standalone(
            Path directory,
            int registryPort,
            Beforehand beforehand,
            CauseCatalogue causes,
            Map<String, String> properties) {
        try {
            broker = opened(BrokerProcess.start(directory.resolve("broker")));
            kafka = KafkaSettings.of(broker.bootstrapServers(), properties);
            var kept = TopicSettings.keptBySize(PARTITIONS, KEPT_PER_PARTITION);
            TopicSetup.run(kafka, kept, STARTS_WITHIN);
            TopicSetup.run(kafka, kept, TopicUse.ALERTS, STARTS_WITHIN);
            registry = opened(RegistryEndpoint.start(registryPort));
            parts.push(beforehand.with(kafka));
            var stages =
                    new Stages(new RulesInForce(RuleBook.DEFAULTS), causes, Stores.of(SchemaIds.fixed()), PARTITIONS);
            var settings = new StreamsSettings(
                    kafka, StreamsSettings.APPLICATION_ID, directory.resolve("streams"), STREAM_THREADS);
            streams = opened(StreamsApp.start(new Pipeline.Parts(topics, stages), settings));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        var unusedDeath = broker.death().thenAccept(failure::complete);
        var unusedFailure = streams.failure().thenAccept(failure::complete);
    }

    /**
     * Starts everything; the streams may still be restoring when it returns.
     *
     * @param directory kept between starts; one process at a time
     * @param registryPort 0 for any that is free
     * @param causes where causes are looked up
     * @param properties passed on to Kafka's clients, as {@link KafkaSettings} says
     */
    public static Standalone start(
            Path directory,
            int registryPort,
            Beforehand beforehand,
            CauseCatalogue causes,
            Map<String, String> properties) {
        return new Standalone(directory, registryPort, beforehand, causes, properties);
    }

    /** What is to be done when there is Kafka, and before the streams read from it. */
    public interface Beforehand {
        /** What comes back is closed after the streams. */
        AutoCloseable with(KafkaSettings kafka);
    }

    /** Returns when the streams are at work. */
    public void awaitRunning() throws InterruptedException {
        try {
            CompletableFuture.anyOf(streams.running(), failure.thenApply(Standalone::rethrow))
                    .get(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new UpFailure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new UpFailure("the streams have not come up within " + STARTS_WITHIN.toSeconds() + " s", e);
        }
    }

    private static Object rethrow(Throwable failure) {
        throw new UpFailure(failure);
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    public Topics topics() {
        return topics;
    }

    public URI registryUrl() {
        return registry.url();
    }

    /** Where observations go in. */
    public Target target() {
        return new Target(kafka, topics, PARTITIONS);
    }

    /** Completes if a part of it has ended by itself. */
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    /** A part that is not started here has ended by itself. */
    public void fail(Throwable why) {
        failure.complete(why);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** The last to be opened first: the broker outlives its clients. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the others are closed all the same
                failure.complete(e);
            }
        }
    }
}
