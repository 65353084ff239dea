package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.trends.feed.HistoryFeed;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.HistoryWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide trends rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Reads the topics from their beginnings again: what the history lacks is added, what it has stays.",
            "Topics of symptoms keep a week by default, incidents are kept for ever."
        })
final class TrendsRebuildCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--database",
            paramLabel = "FILE|JDBC-URL",
            defaultValue = "${env:PODTIDE_DATABASE:-" + Histories.DEFAULT + "}",
            description = "Nobody else may have it open (default: ${DEFAULT-VALUE}). Also PODTIDE_DATABASE.")
    private String database = Histories.DEFAULT;

    @Option(
            names = "--from-scratch",
            description =
                    "Begin with an empty one: a file is put aside, tables of a server are dropped. What the topics no"
                            + " longer have is lost then.")
    private boolean fromScratch;

    @Mixin
    private final RetentionOptions retention = new RetentionOptions();

    @Override
    public Integer call() throws Exception {
        var kept = retention.retention();
        if (fromScratch) {
            Database.putAside(database).ifPresent(console::note);
        }
        var main = Thread.currentThread();
        try (var stop = new StopSignal(main::interrupt);
                var opened = Database.open(database, Access.WRITE)) {
            try (var writer = HistoryWriter.open(opened)) {
                writer.forgetPositions();
            }
            try (var feed = HistoryFeed.start(kafka.kafka(), kafka.topics(), opened, kept, Map.of())) {
                awaitEnd(feed, opened);
                console.note("rebuilt: " + Count.of(feed.status().rows(), "row") + " of "
                        + Count.of(feed.status().records(), "record"));
            }
            try (var writer = HistoryWriter.open(opened)) {
                writer.rollUp();
            }
            stop.finished();
        } catch (InterruptedException e) {
            console.note("stopped; the next start goes on from here");
        }
        return ExitCode.DONE;
    }

    private void awaitEnd(HistoryFeed feed, Database opened) throws InterruptedException, IOException {
        var begun = Instant.now();
        var line = console.statusLine();
        for (var status = feed.status(); status.standby() || !status.caughtUp(begun); status = feed.status()) {
            if (status.standby()) {
                line.clear();
                throw new IOException("history " + opened.display() + ": another process writes it now; stop it first");
            }
            if (status.problem() != null) {
                line.clear();
                throw new IOException(status.problem());
            }
            var shown = status;
            line.update(() -> Count.of(shown.records(), "record") + ", " + shown.behind() + " to go");
            Thread.sleep(200);
        }
        line.clear();
    }
}
