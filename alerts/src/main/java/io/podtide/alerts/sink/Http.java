package io.podtide.alerts.sink;

import io.podtide.alerts.calm.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an end: in time, in size, and without redirects, which would take credentials elsewhere. TLS is verified by
 * the JDK's trust store.
 */
public final class Http {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(4);

    /** With the connection; the desk relies on it. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private static final int MOST_OF_ANSWER = 1 << 20;
    private static final Pattern VISIBLE = Pattern.compile("[ -~]*");

    /** What came back, or did not. */
    sealed interface Result {
        /** @param retryAfter null where it does not say */
        record Answer(int status, String body, @Nullable Duration retryAfter) implements Result {}

        /** @param maybe the request may have arrived */
        record Silence(String why, boolean maybe) implements Result {}
    }

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();

    /** @throws IOException if a header is none, without what it says */
    Result post(URI url, String contentType, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return postToAll(Map.of(url, body), contentType, headers)
                .values()
                .iterator()
                .next();
    }

    /**
     * A body to each at once, with their answers: none waits for another.
     *
     * @throws IOException if a header is none, without what it says
     */
    Map<URI, Result> postToAll(Map<URI, byte[]> bodies, String contentType, Map<String, String> headers)
            throws IOException, InterruptedException {
        var exchanges = new LinkedHashMap<URI, CompletableFuture<HttpResponse<String>>>();
        for (var body : bodies.entrySet()) {
            var request = request(body.getKey(), headers)
                    .header("Content-Type", contentType)
                    .POST(BodyPublishers.ofByteArray(body.getValue()))
                    .build();
            exchanges.put(body.getKey(), send(request));
        }
        long until = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        try {
            var results = new LinkedHashMap<URI, Result>();
            for (var exchange : exchanges.entrySet()) {
                results.put(exchange.getKey(), result(exchange.getValue(), until));
            }
            return results;
        } finally {
            exchanges.values().forEach(exchange -> exchange.cancel(true));
        }
    }

    /** @throws IOException if a header is none, without what it says */
    Result get(URI url, Map<String, String> headers) throws IOException, InterruptedException {
        var exchange = send(request(url, headers).GET().build());
        try {
            return result(exchange, System.nanoTime() + ANSWERS_WITHIN.toNanos());
        } finally {
            exchange.cancel(true);
        }
    }

    /** The JDK's own complaint about a header repeats it, and it may be a credential. */
    private static HttpRequest.Builder request(URI url, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(url).timeout(ANSWERS_WITHIN).header("User-Agent", "podtide-alerts");
        for (var header : headers.entrySet()) {
            if (!VISIBLE.matcher(header.getValue()).matches()) {
                throw new IOException(
                        "that for " + header.getKey() + " has characters that no header can carry, such as a line end");
            }
            request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, info -> new BoundedBody(MOST_OF_ANSWER));
    }

    private static Result result(CompletableFuture<HttpResponse<String>> exchange, long until)
            throws InterruptedException {
        try {
            var answer = exchange.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            var retryAfter = answer.headers()
                    .firstValue("Retry-After")
                    .map(Http::retryAfter)
                    .orElse(null);
            return new Result.Answer(answer.statusCode(), answer.body(), retryAfter);
        } catch (TimeoutException e) {
            return noAnswer();
        } catch (ExecutionException e) {
            return silence(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Result noAnswer() {
        return new Result.Silence("no answer within " + ANSWERS_WITHIN.toSeconds() + " s", true);
    }

    /** Only where there was no connection it certainly has not arrived. Messages of exceptions may hold the URL. */
    private static Result silence(Throwable why) {
        boolean never = why instanceof ConnectException
                || why instanceof HttpConnectTimeoutException
                || why instanceof UnknownHostException
                || why instanceof SSLHandshakeException;
        if (never) {
            return new Result.Silence("no connection (" + why.getClass().getSimpleName() + ")", false);
        }
        if (why instanceof HttpTimeoutException) {
            return noAnswer();
        }
        return new Result.Silence(
                "the connection broke (" + why.getClass().getSimpleName() + ")", why instanceof IOException);
    }

    private static @Nullable Duration retryAfter(String value) {
        try {
            if (value.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(ZonedDateTime.now(until.getZone()), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What an answer means, where its status says it all. */
    static Outcome outcome(Result result) {
        if (result instanceof Result.Silence silence) {
            return new Outcome.Failed(silence.why(), null, silence.maybe());
        }
        var answer = (Result.Answer) result;
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return Outcome.Arrived.PLAIN;
        }
        var why = "status " + status;
        return switch (status) {
            // It is the message: no repetition will make it better.
            case 400, 413, 422 -> new Outcome.Refused(why);
            case 429 -> new Outcome.Failed(why, answer.retryAfter(), false);
            default -> new Outcome.Failed(why, answer.retryAfter(), status >= 500);
        };
    }
}
