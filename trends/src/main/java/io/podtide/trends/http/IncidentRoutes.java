package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.History;

/** A single incident: as it is, as it was told, and what its pods have shown. */
final class IncidentRoutes {

    private static final String INCIDENT = Api.PREFIX + "/incidents/{id}";

    private final History history;

    IncidentRoutes(History history) {
        this.history = history;
    }

    void addTo(RoutesConfig routes) {
        routes.get(INCIDENT, this::incident);
        routes.get(INCIDENT + "/revisions", this::revisions);
        routes.get(INCIDENT + "/occurrences", this::occurrences);
    }

    private void incident(Context context) {
        var found = history.incident(context.pathParam("id"));
        if (found.isPresent()) {
            Json.answer(context, found.get());
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
        found.forEach(document -> json.withArray("revisions").add(Json.parsed(document)));
        Json.answer(context, json.toString());
    }

    private void occurrences(Context context) {
        var found = history.occurrences(context.pathParam("id"));
        if (found.isPresent()) {
            Json.answer(context, AnswerText.json(found.get()).toString());
        } else {
            noIncident(context);
        }
    }

    private static void noIncident(Context context) {
        Problem.answer(context, 404, "Not Found", "there is no such incident");
    }
}
