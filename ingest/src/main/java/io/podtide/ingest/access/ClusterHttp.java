package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * fabric8's HTTP client for one cluster, with two differences. A body is read by who asked for it: fabric8 spends a second
 * thread on each open watch. And before each request the files its certificates and tokens came from are looked at: when one
 * has changed, all is read anew. Only what {@code ApiRequests} needs is there.
 */
public final class ClusterHttp implements HttpClient {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterHttp.class);

    private final Supplier<Config> source;
    private final List<Path> files;
    private final OpenCalls calls = new OpenCalls();
    private @Nullable AuthenticatedHttp current;
    private @Nullable Config config;
    private List<String> stamps = List.of();
    private volatile boolean closed;

    /**
     * @param source reads the configuration; called again when one of the files has changed
     * @param files those it reads
     */
    public ClusterHttp(Supplier<Config> source, Collection<Path> files) {
        this.source = source;
        this.files = List.copyOf(files);
    }

    private synchronized AuthenticatedHttp current() {
        var known = current;
        if (known == null) {
            return read(source.get());
        }
        if (stampsNow().equals(stamps)) {
            return known;
        }
        try {
            var made = read(source.get());
            LOG.info("credentials read anew: files={}", files);
            return made;
        } catch (RuntimeException e) {
            // half written, or gone for a moment: what we have may do until it is whole
            LOG.debug("credentials not read anew: files={}", files, e);
            return known;
        }
    }

    private AuthenticatedHttp read(Config fresh) {
        var all = all(fresh);
        var seen = FileStamps.of(all);
        var made = new AuthenticatedHttp(fresh, calls);
        current = made;
        config = fresh;
        stamps = stampsWith(seen, fresh);
        return made;
    }

    private List<String> stampsNow() {
        var known = config;
        return known == null ? List.of() : stampsWith(FileStamps.of(all(known)), known);
    }

    private List<Path> all(Config of) {
        var all = new ArrayList<>(files);
        all.addAll(FileStamps.namedBy(of));
        return all;
    }

    /** A certificate of a login program is part of the connection, a token is not. */
    private static List<String> stampsWith(List<String> seen, Config of) {
        var all = new ArrayList<>(seen);
        if (of.getOauthTokenProvider() instanceof ExecPlugin plugin) {
            all.add(Integer.toHexString(plugin.credential().certificate().hashCode()));
        }
        return all;
    }

    /** Ends the requests of these threads, which are being stopped. */
    public void cancel(Collection<Thread> owners) {
        calls.cancel(owners);
    }

    /** {@code type} is {@link InputStream} and nothing else. Failures, those of credentials too, are in the future. */
    @Override
    @SuppressWarnings("unchecked") // it is checked
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
        if (type != InputStream.class) {
            throw new UnsupportedOperationException("a body of " + type);
        }
        if (closed || Thread.currentThread().isInterrupted()) {
            return CompletableFuture.failedFuture(new InterruptedIOException("stopped"));
        }
        try {
            return (CompletableFuture<HttpResponse<T>>)
                    (CompletableFuture<?>) current().send((StandardHttpRequest) request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public HttpRequest.Builder newHttpRequestBuilder() {
        return new StandardHttpRequest.Builder();
    }

    @Override
    public void close() {
        closed = true;
        calls.cancelAll();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public DerivedClientBuilder newBuilder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
            HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        throw new UnsupportedOperationException();
    }
}
