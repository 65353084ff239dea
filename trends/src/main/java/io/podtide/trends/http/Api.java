package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.History;
import io.podtide.trends.query.Question;
import io.podtide.trends.query.Questions;
import io.podtide.trends.store.Database;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes. All of them read. */
final class Api {

    static final String PREFIX = "/api/v1";

    private final History history;
    private final IncidentRoutes incidents;
    private final ChangeRoutes changes;
    private final StatusRoute status;
    private final String document = OpenApi.document().toPrettyString();

    Api(History history, Database database, Supplier<@Nullable FeedStatus> feed, LiveChanges live) {
        this.history = history;
        this.incidents = new IncidentRoutes(history);
        this.changes = new ChangeRoutes(history, live);
        this.status = new StatusRoute(history, database, feed);
    }

    void addTo(RoutesConfig routes) {
        for (var question : Questions.ALL) {
            routes.get(PREFIX + "/trends/" + question.name(), context -> ask(context, question));
        }
        routes.get(PREFIX + "/questions", Api::catalogue);
        incidents.addTo(routes);
        changes.addTo(routes);
        routes.get(PREFIX + "/status", status);
        routes.get(PREFIX + "/health", context -> Json.answer(context, "{\"status\":\"ok\"}"));
        routes.get(PREFIX + "/openapi.json", context -> Json.answer(context, document));
        Problems.addTo(routes);
    }

    private void ask(Context context, Question question) {
        var answer = history.ask(question, context.queryParamMap());
        if (wantsCsv(context)) {
            context.contentType("text/csv; charset=utf-8").result(AnswerText.csv(answer));
        } else {
            Json.answer(context, AnswerText.json(answer).toString());
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
        Json.answer(context, json.toString());
    }
}
