package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientImpl;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * HTTP clients of all clusters, over one dispatcher and one pool of connections. A thread of the dispatcher is busy from a
 * request to the head of its answer and no longer; how many requests run at once is limited by who asks, and by nothing here.
 */
final class SharedHttp extends OkHttpClientFactory {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** A list is asked for page by page: its connection is kept for the next. */
    private static final ConnectionPool CONNECTIONS = new ConnectionPool(256, 1, TimeUnit.MINUTES);
    /** A server that stops in mid-answer; above what a watch may be silent for. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final OkHttpClient SHARED = new OkHttpClient.Builder()
            .dispatcher(dispatcher())
            .connectionPool(CONNECTIONS)
            .socketFactory(new LivingSockets())
            .build();

    private static Dispatcher dispatcher() {
        var threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), SharedHttp::daemon);
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "kube-http-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected OkHttpClient.Builder newOkHttpClientBuilder() {
        return SHARED.newBuilder();
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.readTimeout(SILENCE);
    }

    /**
     * Over HTTP/1.1: a connection for each watch, so that one that is read slowly holds up no other, its back-pressure is
     * TCP's, and no thread waits at each connection for frames.
     *
     * @throws CredentialException where its certificates cannot be read
     */
    static OkHttpClient client(Config config) {
        config.setHttp2Disable(true);
        try {
            if (!ServerTrust.isNeeded(config)) {
                return built(config);
            }
            var data = config.getCaCertData();
            var file = config.getCaCertFile();
            config.setCaCertData(null);
            config.setCaCertFile(null);
            var http = built(config).newBuilder();
            config.setCaCertData(data);
            config.setCaCertFile(file);
            ServerTrust.apply(config, http);
            return http.build();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new CredentialException(
                    "the certificates or the key of the kubeconfig cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /** Never closed: that would close what all share. */
    private static OkHttpClient built(Config config) {
        HttpClient.Factory factory = new SharedHttp();
        return ((OkHttpClientImpl) factory.newBuilder(config).build()).getOkHttpClient();
    }
}
