package io.podtide.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.trends.query.Answer;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.BadQuestionException;
import io.podtide.trends.query.Question;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server that runs, over HTTP. */
public final class HistoryServer implements HistorySource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    private final URI url;
    private final @Nullable String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build();

    /** @param token null where it asks for none */
    public HistoryServer(URI url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    /** There is one at this address. */
    public boolean answers() {
        try {
            return get("/api/v1/health").path("status").asText().equals("ok");
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Answer ask(Question question, Map<String, List<String>> values) throws IOException {
        var query = values.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(value -> e.getKey() + '=' + encoded(value)))
                .collect(Collectors.joining("&"));
        var path = "/api/v1/trends/" + question.name() + (query.isEmpty() ? "" : '?' + query);
        try {
            return AnswerText.parse(get(path));
        } catch (IllegalArgumentException e) {
            throw new IOException(url + " does not answer as a history does: " + e.getMessage(), e);
        }
    }

    private JsonNode get(String path) throws IOException {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWERS_WITHIN);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() == 400) {
                throw BadQuestionException.of(detail(answer.body()));
            } else if (answer.statusCode() != 200) {
                throw new IOException("the history at " + url + " says: " + detail(answer.body()) + " (HTTP "
                        + answer.statusCode() + ")");
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (JsonProcessingException e) {
            throw new IOException(url + " does not answer as a history does", e);
        } catch (IOException e) {
            throw e.getMessage() == null || e.getMessage().isBlank()
                    ? new IOException("no answer from the history at " + url, e)
                    : e;
        }
    }

    private static String detail(String body) {
        try {
            var detail = JSON.readTree(body).path("detail").asText();
            return detail.isEmpty() ? "no reason" : detail;
        } catch (JsonProcessingException e) {
            return "no reason";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // the client has nothing that is to be closed
    }
}
