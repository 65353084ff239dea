package io.podtide.trends;

import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.feed.HistoryFeed;
import io.podtide.trends.http.ApiServer;
import io.podtide.trends.http.ApiSettings;
import io.podtide.trends.query.History;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.Facts;
import io.podtide.trends.store.Retention;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The role {@code trends}: the feed and the API over one database. */
public final class TrendsServer implements AutoCloseable {

    /** After which a question is given up. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final HistoryFeed feed;
    private final ApiServer api;

    private TrendsServer(Database database, HistoryFeed feed, ApiServer api) {
        this.database = database;
        this.feed = feed;
        this.api = api;
    }

    /**
     * Starts it; the topics must be there.
     *
     * @param address of the database
     * @param recorded recordings of another day are played: now is the newest time heard
     */
    public static TrendsServer start(
            KafkaSettings kafka,
            Topics topics,
            String address,
            Retention retention,
            ApiSettings settings,
            boolean recorded)
            throws IOException {
        var database = Database.open(address, Access.WRITE);
        HistoryFeed feed = null;
        try {
            feed = HistoryFeed.start(
                    kafka, topics, database, retention, Map.of(Facts.TIME, recorded ? "recorded" : "live"));
            var history = new History(database, Clock.systemUTC(), PATIENCE);
            return new TrendsServer(database, feed, ApiServer.start(settings, history, database, feed::status));
        } catch (IOException | RuntimeException e) {
            if (feed != null) {
                feed.close();
            }
            database.close();
            throw e;
        }
    }

    /** Where the API is. */
    public URI url() {
        return api.url();
    }

    public FeedStatus status() {
        return feed.status();
    }

    /** The history is being written, or tried to be. */
    public boolean isFeeding() {
        return feed.isRunning();
    }

    @Override
    public void close() {
        api.close();
        feed.close();
        database.close();
    }
}
