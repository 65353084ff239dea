package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GET requests to one API server, over fabric8's client, which knows how to authenticate. */
final class ApiRequests {

    /** An API server that takes longer to begin its answer is as good as gone. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final int LONGEST_COMPLAINT = 1 << 16;

    private final HttpClient http;
    private final String base;
    private final ApiProblems problems;

    ApiRequests(HttpClient http, String base, ApiProblems problems) {
        this.http = http;
        this.base = base.endsWith("/") ? base : base + '/';
        this.problems = problems;
    }

    ApiProblems problems() {
        return problems;
    }

    /**
     * @param asked what is asked for, for people: {@code list pods}
     * @param all how long the answer may take to its end
     * @throws ClusterException for every answer but a good one
     */
    InputStream get(String path, String asked, Duration all) throws InterruptedException {
        var request = http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", "application/json")
                .timeout(all.toMillis(), TimeUnit.MILLISECONDS)
                .forStreaming()
                .build();
        var body = new BodyStream();
        var answer = http.consumeBytes(request, body);
        try {
            return body(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS), body, asked);
        } catch (ExecutionException e) {
            throw problems.unreachable(asked, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw problems.unreachable(asked, e);
        } finally {
            answer.cancel(true); // does nothing once it has come
        }
    }

    private InputStream body(HttpResponse<AsyncBody> answer, BodyStream stream, String asked) {
        stream.begin(answer.body());
        if (answer.isSuccessful()) {
            return stream;
        }
        try (var body = stream) {
            var complaint = new String(body.readNBytes(LONGEST_COMPLAINT), UTF_8);
            throw problems.refused(asked, answer.code(), complaint, answer.header("Retry-After"));
        } catch (IOException e) {
            throw problems.unreachable(asked, e);
        }
    }
}
