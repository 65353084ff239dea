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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an end: in time, in size, and without redirects, which would take credentials elsewhere. TLS is verified by
 * the JDK's trust store.
 */
final class Http {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(4);

    /** With the connection; the desk relies on it. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private static final int MOST_OF_ANSWER = 1 << 20;

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

    Result post(URI url, String contentType, byte[] body, Map<String, String> headers) throws InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(ANSWERS_WITHIN)
                .header("Content-Type", contentType)
                .header("User-Agent", "podtide-alerts")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return exchange(request.build());
    }

    Result get(URI url, Map<String, String> headers) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(ANSWERS_WITHIN).header("User-Agent", "podtide-alerts");
        headers.forEach(request::header);
        return exchange(request.GET().build());
    }

    private Result exchange(HttpRequest request) throws InterruptedException {
        var exchange = client.sendAsync(request, info -> new BoundedBody(MOST_OF_ANSWER));
        try {
            var answer = exchange.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            var retryAfter = answer.headers()
                    .firstValue("Retry-After")
                    .map(Http::retryAfter)
                    .orElse(null);
            return new Result.Answer(answer.statusCode(), answer.body(), retryAfter);
        } catch (TimeoutException e) {
            return new Result.Silence("no answer within " + ANSWERS_WITHIN.toSeconds() + " s", true);
        } catch (ExecutionException e) {
            return silence(e.getCause() == null ? e : e.getCause());
        } finally {
            abandon(exchange);
        }
    }

    private static void abandon(CompletableFuture<?> exchange) {
        exchange.cancel(true);
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
