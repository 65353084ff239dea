package io.podtide.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Requests with the credentials of one {@link Config}; one that is refused with 401 is repeated with newer ones. */
final class AuthenticatedHttp {

    private final OkHttpClient http;
    private final Collection<Interceptor> interceptors;
    private final @Nullable Credentials credentials;
    private final OpenCalls calls;

    AuthenticatedHttp(Config config, OpenCalls calls) {
        this.credentials = config.getOauthTokenProvider() instanceof Credentials c ? c : null;
        this.calls = calls;
        if (credentials instanceof ExecPlugin plugin) {
            setCertificate(config, plugin.credential());
        }
        this.http = SharedHttp.client(config);
        this.interceptors = HttpClientUtils.createApplicableInterceptors(config, new SharedHttp())
                .values();
    }

    private static void setCertificate(Config config, ExecCredential credential) {
        if (!credential.certificate().isEmpty()) {
            config.setClientCertData(base64(credential.certificate()));
            config.setClientKeyData(base64(credential.key()));
        }
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
    }

    CompletableFuture<HttpResponse<InputStream>> send(StandardHttpRequest request) {
        var owner = Thread.currentThread();
        var answer = new CompletableFuture<HttpResponse<InputStream>>();
        var builder = request.newBuilder();
        var effective = request;
        for (var interceptor : interceptors) {
            interceptor.before(builder, effective, AuthenticatedHttp::noTag);
            effective = builder.build();
        }
        var unused = call(effective, owner, answer)
                .thenCompose(first -> first.code() == 401 ? again(builder, first, owner, answer) : done(first))
                .whenComplete((response, failure) -> complete(answer, response, failure));
        return answer;
    }

    private CompletableFuture<Answer> again(
            StandardHttpRequest.Builder builder, Answer refused, Thread owner, CompletableFuture<?> asked) {
        if (credentials != null && !credentials.rejected()) {
            return done(refused);
        }
        var another = CompletableFuture.completedFuture(false);
        for (var interceptor : interceptors) {
            another = another.thenCompose(is -> is
                    ? CompletableFuture.completedFuture(true)
                    : interceptor.afterFailure(builder, refused, AuthenticatedHttp::noTag));
        }
        return another.thenCompose(is -> {
            if (!is) {
                return done(refused);
            }
            calls.discard(refused);
            return call(builder.build(), owner, asked);
        });
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static <T> @Nullable T noTag(Class<T> type) {
        return null;
    }

    /** @param asked once it is done without us, nobody waits any more */
    private CompletableFuture<Answer> call(StandardHttpRequest request, Thread owner, CompletableFuture<?> asked) {
        var within = request.getTimeout();
        var client =
                within == null ? http : http.newBuilder().callTimeout(within).build();
        var call = client.newCall(translated(request));
        var answer = new CompletableFuture<Answer>();
        calls.add(call, owner);
        var unused = asked.whenComplete((response, failure) -> {
            if (asked.isCancelled()) {
                call.cancel();
            }
        });
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call done, Response response) {
                answer.complete(new Answer(request, call, response, calls.body(call, response, owner)));
            }

            @Override
            public void onFailure(Call done, IOException e) {
                calls.remove(call);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static Request translated(StandardHttpRequest request) {
        var builder = new Request.Builder().url(request.uri().toString()).method(request.method(), body(request));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        return builder.build();
    }

    private static @Nullable RequestBody body(StandardHttpRequest request) {
        var body = request.bodyString();
        if (body == null) {
            return null;
        }
        var type = request.getContentType();
        return RequestBody.create(body, MediaType.parse(type == null ? "application/json" : type));
    }

    private void complete(
            CompletableFuture<HttpResponse<InputStream>> asked, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            asked.completeExceptionally(failure == null ? new IOException("no answer") : unwrapped(failure));
        } else if (!asked.complete(answer)) {
            calls.discard(answer);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
