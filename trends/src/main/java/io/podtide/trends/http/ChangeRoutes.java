package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.podtide.trends.query.BadQuestionException;
import io.podtide.trends.query.History;
import org.jspecify.annotations.Nullable;

/** Revisions as they are written: for those who poll and those who listen. */
final class ChangeRoutes {

    private static final int MOST_CHANGES = 1000;

    private final History history;
    private final LiveChanges live;
    private final SseHandler events = new SseHandler(this::stream);

    ChangeRoutes(History history, LiveChanges live) {
        this.history = history;
        this.live = live;
    }

    void addTo(RoutesConfig routes) {
        routes.get(Api.PREFIX + "/changes", this::changes);
        routes.get(Api.PREFIX + "/stream", this::stream);
    }

    private void changes(Context context) {
        long since = number(context, "since", context.queryParam("since"), 0, Long.MAX_VALUE);
        int limit = context.queryParam("limit") == null
                ? MOST_CHANGES
                : (int) number(context, "limit", context.queryParam("limit"), 1, MOST_CHANGES);
        var changes = history.changes(since, limit);
        var json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("changes");
        for (var change : changes) {
            array.addObject().put("seq", change.seq()).set("incident", Json.parsed(change.document()));
        }
        json.put(
                "newest",
                changes.isEmpty() ? since : changes.get(changes.size() - 1).seq());
        Json.answer(context, json.toString());
    }

    private void stream(Context context) {
        var accept = context.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            Problem.answer(context, 406, "Not Acceptable", "events are asked for with 'Accept: text/event-stream'");
        } else if (live.isFull()) {
            Problem.answer(
                    context, 503, "Service Unavailable", "too many listen already: poll " + Api.PREFIX + "/changes");
        } else {
            events.handle(context);
        }
    }

    /** From now on, or from the revision that the client knows. */
    private void stream(SseClient client) {
        var context = client.ctx();
        var known =
                context.header("Last-Event-ID") == null ? context.queryParam("since") : context.header("Last-Event-ID");
        live.listen(client, known == null ? history.newest() : number(context, "since", known, 0, Long.MAX_VALUE));
    }

    private static long number(Context context, String name, @Nullable String text, long least, long most) {
        if (text == null) {
            return least;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw BadQuestionException.of(
                    name + ": must be a number from " + least + " to " + most + " (" + context.path() + ")");
        }
        return Long.parseLong(text);
    }
}
