package io.podtide.trends.feed;

import io.podtide.trends.store.Database;
import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.HistoryWriter;
import io.podtide.trends.store.Position;
import io.podtide.trends.store.Retention;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the history from the topics into the database, on a thread of its own, for as long as it is open. What keeps it from
 * writing (a full disk, a database that is away) is told and tried again: nothing is lost, since where to go on stands in the
 * database. While another process writes it is a standby, and takes over when that one no longer does.
 */
public final class HistoryFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFeed.class);

    /** A batch is written when it has so many rows, or is so old; one that holds only times may be older. */
    private static final int ROWS = 20_000;

    private static final Duration WAITS = Duration.ofMillis(500);
    private static final Duration TIMES_WAIT = Duration.ofSeconds(2);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration STANDBY_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Database database;
    private final Retention retention;
    private final Map<String, String> facts;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile FeedStatus status = FeedStatus.STARTING;
    private volatile @Nullable TopicReader reader;

    private HistoryFeed(
            KafkaSettings kafka, Topics topics, Database database, Retention retention, Map<String, String> facts) {
        this.kafka = kafka;
        this.topics = topics;
        this.database = database;
        this.retention = retention;
        this.facts = Map.copyOf(facts);
        this.thread = new Thread(this::run, "podtide-history");
    }

    /** @param facts about the history, noted before anything is read */
    public static HistoryFeed start(
            KafkaSettings kafka, Topics topics, Database database, Retention retention, Map<String, String> facts) {
        var feed = new HistoryFeed(kafka, topics, database, retention, facts);
        feed.thread.start();
        return feed;
    }

    public FeedStatus status() {
        return status;
    }

    /** It goes on, whatever may be in its way; false once a fault has ended it. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        var pause = Duration.ofSeconds(1);
        while (open) {
            try {
                var before = status.records();
                feed();
                pause = status.records() > before ? Duration.ofSeconds(1) : pause;
            } catch (WakeupException e) {
                // it is being closed
            } catch (RuntimeException e) {
                if (!open) {
                    return; // interrupted, to be closed
                }
                status = status.failing(String.valueOf(e.getMessage()), Instant.now());
                LOG.warn("history is not written, tried again in {} s: {}", pause.toSeconds(), e.getMessage());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** Until it is closed, or something is in the way: then all begins anew from what the database holds. */
    private void feed() {
        try (var turn = awaitTurn()) {
            if (turn == null) {
                return; // it is being closed
            }
            status = status.writing();
            var writer = turn.writer();
            writer.note(facts);
            forgetTopicsMadeAnew(writer, turn.ids());
            try (var opened = TopicReader.open(kafka, topics, turn.ids(), writer.positions())) {
                reader = opened;
                copy(opened, writer);
            } finally {
                reader = null;
            }
        }
    }

    /**
     * The right to write.
     *
     * @param ids of the topics, by name
     */
    private record Turn(HistoryWriter writer, Map<String, String> ids) implements AutoCloseable {
        @Override
        public void close() {
            writer.close();
        }
    }

    /**
     * Kafka is asked each time before the right to write is claimed: whoever cannot reach it leaves that to one who can. While
     * another process has it, how far that one is behind is ours to tell, too.
     */
    private @Nullable Turn awaitTurn() {
        Turn turn = null;
        try (var admin = TopicAdmin.open(kafka)) {
            var positions = List.<Position>of();
            while (open) {
                var ids = admin.ids();
                turn = HistoryWriter.claim(database)
                        .map(writer -> new Turn(writer, ids))
                        .orElse(null);
                if (turn != null) {
                    return turn;
                }
                if (!status.standby()) {
                    LOG.info("another process writes the history: standing by");
                }
                var before = positions;
                positions = Position.all(database);
                long behind = admin.remaining(positions);
                boolean moves = behind == 0 || (!before.isEmpty() && !before.equals(positions));
                status = status.standingBy(behind, behind < ROWS, moves, Instant.now());
                sleep(STANDBY_LOOKS);
            }
            return null;
        } catch (RuntimeException e) {
            if (turn != null) {
                turn.close(); // Kafka's client could not be closed
            }
            throw e;
        }
    }

    private static void forgetTopicsMadeAnew(HistoryWriter writer, Map<String, String> ids) {
        var changed = writer.positions().stream()
                .filter(p -> !p.topicId().equals(ids.get(p.topic())))
                .map(Position::topic)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var topic : changed) {
            LOG.warn("topic was made anew and is read from its beginning: {}", topic);
            writer.forgetPositions(topic);
        }
    }

    private void copy(TopicReader from, HistoryWriter to) {
        var housekept = Instant.EPOCH;
        var retained = Instant.EPOCH;
        var batch = new HistoryBatch();
        var begun = Instant.now();
        while (open) {
            from.poll(batch);
            var age = Duration.between(begun, Instant.now());
            boolean due = batch.rows() >= ROWS || age.compareTo(batch.rows() > 0 ? WAITS : TIMES_WAIT) >= 0;
            if (!due) {
                continue;
            }
            from.finish(batch);
            var checked = Instant.now();
            long behind = from.behind();
            if (!batch.isEmpty()) {
                to.write(batch);
            }
            var read = status.read(behind, behind < ROWS, from.unreadable(), checked);
            status = batch.isEmpty() ? read : read.wrote(batch.records(), batch.rows(), Instant.now());
            batch = new HistoryBatch();
            begun = Instant.now();
            if (behind < ROWS && Duration.between(housekept, begun).compareTo(HOUSEKEEPING) > 0) {
                to.rollUp();
                if (Duration.between(retained, begun).compareTo(RETENTION) > 0) {
                    to.retain(retention);
                    retained = begun;
                }
                housekept = Instant.now();
                if (from.hasMorePartitions()) {
                    LOG.info("topics have more partitions than before: reading them as well");
                    return;
                }
            }
        }
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        var reading = reader;
        if (reading != null) {
            reading.wakeup();
        } else {
            thread.interrupt(); // a consumer that is closed by an interrupted thread complains of it
        }
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
