package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.trends.query.Parameter;
import io.podtide.trends.query.Question;
import io.podtide.trends.query.Questions;

/** The API as an OpenAPI 3.1 document, made of the questions there are. */
final class OpenApi {

    private OpenApi() {}

    static ObjectNode document() {
        var document = object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Podtide history")
                .put("version", "1")
                .put(
                        "description",
                        "Incidents of months: questions, single incidents, live changes. Read-only. Times are UTC, RFC 3339."
                                + " Answers carry an ETag; errors are application/problem+json.");
        var paths = document.putObject("paths");
        for (var question : Questions.ALL) {
            paths.set(Api.PREFIX + "/trends/" + question.name(), question(question));
        }
        paths.set(
                Api.PREFIX + "/questions",
                simple("questions", "The questions and what they are asked with.", "Catalogue"));
        paths.set(
                Api.PREFIX + "/incidents/{id}",
                single("incident", "An incident as it was last told.", ref("Incident")));
        paths.set(
                Api.PREFIX + "/incidents/{id}/revisions",
                single("revisions", "All revisions of an incident, the first one first.", ref("Revisions")));
        paths.set(
                Api.PREFIX + "/incidents/{id}/occurrences",
                single(
                        "occurrences",
                        "Restarts, kills and evictions of its workload, from an hour before it to its end.",
                        ref("Answer")));
        paths.set(Api.PREFIX + "/changes", changes());
        paths.set(Api.PREFIX + "/stream", stream());
        paths.set(
                Api.PREFIX + "/status",
                simple("status", "How far the history is, and whether it is written.", "Status"));
        paths.set(
                Api.PREFIX + "/health", simple("health", "Answers while the API does; no token is needed.", "Health"));
        paths.set(Api.PREFIX + "/openapi.json", simple("openapi", "This document.", "Any"));
        var components = document.putObject("components");
        components.set("schemas", Schemas.all());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        document.putArray("security").addObject().putArray("token");
        return document;
    }

    private static ObjectNode question(Question question) {
        var get = operation(question.name(), question.description());
        for (var parameter : question.parameters()) {
            var one = get.withArray("parameters").addObject();
            one.put("name", parameter.toString()).put("in", "query").put("description", parameter.description());
            one.put("required", parameter == Parameter.AT);
            one.set("schema", schema(parameter));
        }
        var ok = get.withObject("/responses/200").put("description", "The answer.");
        ok.withObject("/content/application~1json").set("schema", ref("Answer"));
        ok.withObject("/content/text~1csv").putObject("schema").put("type", "string");
        return get(get);
    }

    private static ObjectNode schema(Parameter parameter) {
        if (parameter == Parameter.LIMIT) {
            return object().put("type", "integer").put("minimum", 1).put("maximum", 1000);
        }
        var text = object().put("type", "string");
        if (!parameter.repeated()) {
            return text;
        }
        var list = object().put("type", "array");
        list.set("items", text);
        return list;
    }

    private static ObjectNode simple(String id, String summary, String schema) {
        var get = operation(id, summary);
        answers(get, ref(schema));
        if (id.equals("health")) {
            get.putArray("security");
        }
        return get(get);
    }

    private static ObjectNode single(String id, String summary, ObjectNode schema) {
        var get = operation(id, summary);
        var parameter = get.withArray("parameters").addObject();
        parameter.put("name", "id").put("in", "path").put("required", true);
        parameter.putObject("schema").put("type", "string");
        answers(get, schema);
        problem(get, "404", "There is no such incident.");
        return get(get);
    }

    private static ObjectNode changes() {
        var get = operation("changes", "Revisions written after one that is known, in their order: for polling.");
        since(get, "query", "since");
        var limit = get.withArray("parameters").addObject();
        limit.put("name", "limit").put("in", "query").set("schema", schema(Parameter.LIMIT));
        answers(get, ref("Changes"));
        return get(get);
    }

    private static ObjectNode stream() {
        var get = operation(
                "stream",
                "Server-sent events 'incident', one a revision, as they are written. The id is its number; a client that comes"
                        + " back with Last-Event-ID misses none.");
        since(get, "query", "since");
        since(get, "header", "Last-Event-ID");
        get.withObject("/responses/200")
                .put("description", "Events.")
                .withObject("/content/text~1event-stream")
                .putObject("schema")
                .put("type", "string");
        return get(get);
    }

    private static void since(ObjectNode get, String in, String name) {
        var since = get.withArray("parameters").addObject();
        since.put("name", name).put("in", in).put("description", "Number (seq) of the last revision that is known.");
        since.putObject("schema").put("type", "integer").put("minimum", 0);
    }

    private static ObjectNode operation(String id, String summary) {
        return object().put("operationId", id).put("summary", summary);
    }

    private static void answers(ObjectNode get, ObjectNode schema) {
        get.withObject("/responses/200")
                .put("description", "The answer.")
                .withObject("/content/application~1json")
                .set("schema", schema);
    }

    private static ObjectNode get(ObjectNode operation) {
        problem(operation, "400", "It cannot be asked so; 'problems' has all that is wrong.");
        problem(operation, "401", "A token is needed.");
        problem(operation, "503", "The database does not answer, or too many ask at once.");
        var path = object();
        path.set("get", operation);
        return path;
    }

    private static void problem(ObjectNode operation, String status, String description) {
        operation
                .withObject("/responses/" + status)
                .put("description", description)
                .withObject("/content/application~1problem+json")
                .set("schema", ref("Problem"));
    }

    private static ObjectNode ref(String schema) {
        return object().put("$ref", "#/components/schemas/" + schema);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
