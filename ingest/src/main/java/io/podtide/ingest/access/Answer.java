package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Response;

/** An answer whose body is read from the connection by whoever reads it, on its own thread. */
record Answer(HttpRequest request, Call call, Response response, InputStream body)
        implements HttpResponse<InputStream> {

    @Override
    public int code() {
        return response.code();
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public List<String> headers(String key) {
        return response.headers(key);
    }

    @Override
    public Map<String, List<String>> headers() {
        return response.headers().toMultimap();
    }
}
