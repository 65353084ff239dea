package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.History;
import io.podtide.trends.store.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far the history reaches, and whether it is written. */
final class StatusRoute implements Handler {

    private final History history;
    private final Database database;
    private final Supplier<@Nullable FeedStatus> feed;

    StatusRoute(History history, Database database, Supplier<@Nullable FeedStatus> feed) {
        this.history = history;
        this.database = database;
        this.feed = feed;
    }

    @Override
    public void handle(Context context) throws SQLException {
        var reach = history.reach();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("database", database.display())
                .put("bytes", database.bytes())
                .put("newestRevision", history.newest())
                .put("now", AnswerText.text(reach.now()))
                .put("recorded", reach.recorded())
                .put("firstHeard", text(reach.firstHeard()));
        json.set("feed", feed(feed.get()));
        Json.answer(context, json.toString());
    }

    private static @Nullable ObjectNode feed(@Nullable FeedStatus status) {
        return status == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("records", status.records())
                        .put("rows", status.rows())
                        .put("behind", status.behind())
                        .put("unreadable", status.unreadable())
                        .put("writtenAt", text(status.writtenAt()))
                        .put("standby", status.standby())
                        .put("problem", status.problem());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : AnswerText.text(time);
    }
}
