package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to one API server, over fabric8's client, which knows how to authenticate. */
public final class ApiRequests {

    /** An API server that takes longer to begin its answer is as good as gone. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String TYPE = "application/json";
    private static final int LONGEST_COMPLAINT = 1 << 16;
    private static final int LONGEST_ANSWER = 1 << 20;

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
        return send(request(path, all), asked, ANSWER);
    }

    /**
     * The whole of a small answer.
     *
     * @param method {@code GET}, {@code POST} or {@code PUT}
     * @param json what is sent; empty with {@code GET}
     * @param within how long all of it may take
     * @throws ClusterException for every answer but a good one
     */
    public String exchange(String method, String path, String json, String asked, Duration within)
            throws InterruptedException {
        var request = request(path, within);
        try (var answer = send(json.isEmpty() ? request : request.method(method, TYPE, json), asked, within)) {
            return new String(answer.readNBytes(LONGEST_ANSWER), UTF_8);
        } catch (IOException e) {
            throw problems.unreachable(asked, e);
        }
    }

    private HttpRequest.Builder request(String path, Duration all) {
        return http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", TYPE)
                .timeout(all.toMillis(), TimeUnit.MILLISECONDS)
                .forStreaming();
    }

    private InputStream send(HttpRequest.Builder request, String asked, Duration begins) throws InterruptedException {
        var answer = http.sendAsync(request.build(), InputStream.class);
        try {
            return body(answer.get(begins.toMillis(), TimeUnit.MILLISECONDS), asked);
        } catch (ExecutionException e) {
            throw problems.unreachable(asked, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw problems.unreachable(asked, e);
        } finally {
            answer.cancel(true); // does nothing once it has come
        }
    }

    private InputStream body(HttpResponse<InputStream> answer, String asked) {
        if (answer.isSuccessful()) {
            return answer.body();
        }
        try (var body = answer.body()) {
            var complaint = new String(body.readNBytes(LONGEST_COMPLAINT), UTF_8);
            throw problems.refused(asked, answer.code(), complaint, answer.header("Retry-After"));
        } catch (IOException e) {
            throw problems.unreachable(asked, e);
        }
    }
}
