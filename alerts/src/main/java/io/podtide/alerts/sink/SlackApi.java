package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.message.Clean;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls of Slack's Web API. It answers most failures with status 200 and {@code ok: false}. */
final class SlackApi {

    /** It is the message: no repetition will make it better. */
    private static final Set<String> REFUSALS = Set.of(
            "msg_too_long",
            "msg_blocks_too_long",
            "invalid_blocks",
            "invalid_blocks_format",
            "no_text",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "metadata_too_large");

    /** Slack's own: it may have been done. */
    private static final Set<String> TROUBLES =
            Set.of("internal_error", "fatal_error", "request_timeout", "service_unavailable");

    /** Either an answer with {@code ok: true}, or what went wrong and {@code error}, Slack's word for it. */
    sealed interface Reply {
        record Ok(JsonNode answer) implements Reply {}

        record Wrong(Outcome outcome, String error) implements Reply {}
    }

    private static final int LONGEST_ERROR = 100;

    private final Slack receiver;
    private final URI api;
    private final Http http;

    SlackApi(Slack receiver, Http http) {
        this.receiver = receiver;
        this.api = URI.create(receiver.api().toString().replaceAll("/+$", "") + '/');
        this.http = http;
    }

    Reply post(String method, ObjectNode body) throws InterruptedException {
        try {
            return reply(http.post(api.resolve(method), "application/json; charset=utf-8", Json.bytes(body), token()));
        } catch (IOException e) {
            return unsent(e);
        }
    }

    Reply get(String method, Map<String, String> query) throws InterruptedException {
        var text = query.entrySet().stream()
                .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return reply(http.get(api.resolve(method + '?' + text), token()));
        } catch (IOException e) {
            return unsent(e);
        }
    }

    private static Reply unsent(IOException e) {
        return new Reply.Wrong(Credentials.missing(e), "");
    }

    private Map<String, String> token() throws IOException {
        return Map.of("Authorization", "Bearer " + receiver.token().read());
    }

    private static Reply reply(Http.Result result) {
        var outcome = Http.outcome(result);
        if (!(outcome instanceof Outcome.Arrived) || !(result instanceof Http.Result.Answer answer)) {
            return new Reply.Wrong(outcome, "");
        }
        var json = Json.parse(answer.body());
        if (json.path("ok").asBoolean()) {
            return new Reply.Ok(json);
        }
        var error = Clean.line(json.path("error").asText("no JSON"), LONGEST_ERROR);
        var why = "Slack says " + error;
        return new Reply.Wrong(
                REFUSALS.contains(error)
                        ? new Refused(why)
                        : new Failed(why, answer.retryAfter(), TROUBLES.contains(error) || error.equals("no JSON")),
                error);
    }
}
