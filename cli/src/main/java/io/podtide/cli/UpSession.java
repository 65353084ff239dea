package io.podtide.cli;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.print.StatusLine;
import io.podtide.cli.rule.RuleTopic;
import io.podtide.cli.up.Drained;
import io.podtide.cli.up.Feed;
import io.podtide.cli.up.LivePrinter;
import io.podtide.cli.up.Standalone;
import io.podtide.cli.up.UpFailure;
import io.podtide.cli.up.UpHistory;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.ingest.publish.PublishException;
import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of {@code up}, from the start of the broker to its end. */
final class UpSession {

    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(5);

    private final Console console;
    private final OutputFormat format;
    private final Feed feed;
    private final boolean exitWhenDone;
    private final RuleOptions rules;
    private final AlertOptions alerts;
    private final CauseCatalogue causes;
    private final @Nullable Integer historyPort;
    private final StatusLine status;

    UpSession(
            Console console,
            OutputFormat format,
            Feed feed,
            boolean exitWhenDone,
            RuleOptions rules,
            AlertOptions alerts,
            CauseCatalogue causes,
            @Nullable Integer historyPort) {
        this.console = console;
        this.format = format;
        this.feed = feed;
        this.exitWhenDone = exitWhenDone;
        this.rules = rules;
        this.alerts = alerts;
        this.causes = causes;
        this.historyPort = historyPort;
        this.status = console.statusLine();
    }

    int run(Path directory, int registryPort, Map<String, String> properties) throws Exception {
        var main = Thread.currentThread();
        try (var stop = new StopSignal(main::interrupt)) {
            try (var server = Standalone.start(directory, registryPort, this::publish, causes, properties)) {
                server.awaitRunning();
                console.note("broker " + server.kafka().bootstrapServers() + ", schema registry " + server.registryUrl()
                        + ", data " + directory);
                sayWhichRules(server);
                var unused = server.failure().thenAccept(failure -> main.interrupt());
                var nowhere = new CompositeMeterRegistry();
                try (var history = UpHistory.start(server, directory, historyPort, feed, console::note)) {
                    var page = history.incidentPage();
                    var telling =
                            alerts.start(server.kafka(), server.topics(), null, page, nowhere, console, server::fail);
                    try (telling) {
                        serve(server);
                        history.settle();
                    }
                }
            }
            stop.finished();
        } catch (InterruptedException e) {
            // asked to stop
        }
        return ExitCode.DONE;
    }

    private AutoCloseable publish(KafkaSettings kafka) {
        try {
            return rules.publish(kafka, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> {};
        }
    }

    /** Those of an earlier start stay, and somebody may have forgotten them. */
    private void sayWhichRules(Standalone server) {
        var sets = RuleTopic.sets(new RuleTopic(server.kafka()).versions()).names();
        if (!sets.isEmpty() && !rules.given()) {
            console.note("rules that were published before are in force: set " + String.join(", set ", sets)
                    + "; 'podtide rules show' prints them");
        }
    }

    private void serve(Standalone server) throws Exception {
        try (var topic = IncidentTopic.open(server.kafka(), server.topics());
                var printer = new LivePrinter(format, console.output(), console::note)) {
            topic.readKnown(printer::known);
            printer.sayKnown();
            var following = CompletableFuture.runAsync(() -> topic.follow(incident -> {
                status.clear();
                printer.print(incident);
            }));
            try {
                console.note("watching " + feed.display() + "; Ctrl-C ends it");
                feed.run(server.target(), new Listener(server, printer));
            } catch (InterruptedException e) {
                failIfBroken(server);
            } finally {
                topic.wakeup();
                following.exceptionally(e -> null).join();
            }
            following.get();
        } catch (ExecutionException | PublishException e) {
            failIfBroken(server);
            throw e;
        }
    }

    private final class Listener implements Feed.Listener {

        private final Standalone server;
        private final LivePrinter printer;

        Listener(Standalone server, LivePrinter printer) {
            this.server = server;
            this.printer = printer;
        }

        @Override
        public void handedOver(long observations, Instant observedAt) {
            status.update(
                    () -> Count.of(observations, "observation") + ", " + observedAt.truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public boolean ended() {
            status.clear();
            boolean drained = Drained.await(server.kafka(), DRAINS_WITHIN);
            console.note(printer.summary() + (drained ? "" : "; the streams are still busy"));
            return exitWhenDone;
        }
    }

    /** Tells the failure of a part from the wish to stop. */
    private static void failIfBroken(Standalone server) {
        var failure = server.failure();
        if (failure.isDone()) {
            throw new UpFailure(failure.join());
        }
    }
}
