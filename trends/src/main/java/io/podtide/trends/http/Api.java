package io.podtide.trends.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.BadQuestionException;
import io.podtide.trends.query.History;
import io.podtide.trends.query.Question;
import io.podtide.trends.query.Questions;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.DatabaseException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes. All of them read. */
final class Api {

    static final String PREFIX = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHANGES = 1000;

    private final History history;
    private final Database database;
    private final Supplier<@Nullable FeedStatus> feed;
    private final LiveChanges live;
    private final String document = OpenApi.document().toPrettyString();

    Api(History history, Database database, Supplier<@Nullable FeedStatus> feed, LiveChanges live) {
        this.history = history;
        this.database = database;
        this.feed = feed;
        this.live = live;
    }

    void addTo(RoutesConfig routes) {
        for (var question : Questions.ALL) {
            routes.get(PREFIX + "/trends/" + question.name(), context -> ask(context, question));
        }
        routes.get(PREFIX + "/questions", Api::catalogue);
        routes.get(PREFIX + "/incidents/{id}", this::incident);
        routes.get(PREFIX + "/incidents/{id}/revisions", this::revisions);
        routes.get(PREFIX + "/incidents/{id}/occurrences", this::occurrences);
        routes.get(PREFIX + "/changes", this::changes);
        var stream = new SseHandler(this::stream);
        routes.get(PREFIX + "/stream", context -> stream(context, stream));
        routes.get(PREFIX + "/status", this::status);
        routes.get(PREFIX + "/health", context -> json(context, "{\"status\":\"ok\"}"));
        routes.get(PREFIX + "/openapi.json", context -> json(context, document));
        routes.exception(BadQuestionException.class, Api::badQuestion);
        routes.exception(DatabaseException.class, Api::noDatabase);
        routes.exception(Exception.class, Api::bug);
        routes.error(404, context -> {
            if (context.result() == null || !Problem.CONTENT_TYPE.equals(context.contentType())) {
                Problem.answer(
                        context, 404, "Not Found", "there is nothing here; " + PREFIX + "/openapi.json tells what is");
            }
        });
        routes.error(405, context -> Problem.answer(context, 405, "Method Not Allowed", "this API only reads: GET"));
    }

    private void ask(Context context, Question question) {
        var answer = history.ask(question, context.queryParamMap());
        if (wantsCsv(context)) {
            context.contentType("text/csv; charset=utf-8").result(AnswerText.csv(answer));
        } else {
            json(context, AnswerText.json(answer).toString());
        }
    }

    private static boolean wantsCsv(Context context) {
        var accept = context.header("Accept");
        return accept != null && accept.startsWith("text/csv");
    }

    private static void catalogue(Context context) {
        var json = JsonNodeFactory.instance.objectNode();
        var questions = json.putArray("questions");
        for (var question : Questions.ALL) {
            var one = questions.addObject().put("name", question.name()).put("description", question.description());
            question.parameters().forEach(p -> one.withArray("parameters").add(p.toString()));
        }
        json(context, json.toString());
    }

    private void incident(Context context) {
        var found = history.incident(context.pathParam("id"));
        if (found.isPresent()) {
            json(context, found.get());
        } else {
            noIncident(context);
        }
    }

    private void revisions(Context context) {
        var found = history.revisions(context.pathParam("id"));
        if (found.isEmpty()) {
            noIncident(context);
            return;
        }
        var json = JsonNodeFactory.instance.objectNode();
        found.forEach(document -> json.withArray("revisions").add(parsed(document)));
        json(context, json.toString());
    }

    private void occurrences(Context context) {
        var found = history.occurrences(context.pathParam("id"));
        if (found.isPresent()) {
            json(context, AnswerText.json(found.get()).toString());
        } else {
            noIncident(context);
        }
    }

    private static void noIncident(Context context) {
        Problem.answer(context, 404, "Not Found", "there is no such incident");
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
            array.addObject().put("seq", change.seq()).set("incident", parsed(change.document()));
        }
        json.put(
                "newest",
                changes.isEmpty() ? since : changes.get(changes.size() - 1).seq());
        json(context, json.toString());
    }

    private void stream(Context context, SseHandler stream) {
        var accept = context.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            Problem.answer(context, 406, "Not Acceptable", "events are asked for with 'Accept: text/event-stream'");
        } else if (live.isFull()) {
            Problem.answer(context, 503, "Service Unavailable", "too many listen already: poll " + PREFIX + "/changes");
        } else {
            stream.handle(context);
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

    private void status(Context context) throws SQLException {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("database", database.display())
                .put("bytes", database.bytes())
                .put("newestRevision", history.newest());
        json.set("feed", feedStatus(feed.get()));
        json(context, json.toString());
    }

    private static @Nullable ObjectNode feedStatus(@Nullable FeedStatus status) {
        return status == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("records", status.records())
                        .put("rows", status.rows())
                        .put("behind", status.behind())
                        .put("unreadable", status.unreadable())
                        .put("writtenAt", status.writtenAt() == null ? null : AnswerText.text(status.writtenAt()))
                        .put("problem", status.problem());
    }

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of the history is no JSON", e);
        }
    }

    private static void json(Context context, String text) {
        context.contentType("application/json").result(text);
    }

    private static void badQuestion(BadQuestionException e, Context context) {
        Problem.answer(context, 400, "Bad Request", String.join("; ", e.problems()), e.problems());
    }

    private static void noDatabase(DatabaseException e, Context context) {
        LOG.warn("question not answered: path={} why={}", context.path(), e.getMessage());
        context.header("Retry-After", "5");
        Problem.answer(context, 503, "Service Unavailable", String.valueOf(e.getMessage()));
    }

    private static void bug(Exception e, Context context) {
        LOG.error("request failed: path={}", context.path(), e);
        Problem.answer(context, 500, "Internal Server Error", "a bug; the log of the server has more", List.of());
    }
}
