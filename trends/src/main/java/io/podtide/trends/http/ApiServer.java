package io.podtide.trends.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.page.Page;
import io.podtide.trends.query.History;
import io.podtide.trends.store.Database;
import java.io.IOException;
import java.net.URI;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The history over HTTP, for as long as it is open. */
public final class ApiServer implements AutoCloseable {

    /** Questions wait for one of few connections anyway; those that listen have threads of their own. */
    private static final int THREADS = 24;

    private static final int LONGEST_HEAD = 8 * 1024;

    private final Javalin javalin;
    private final LiveChanges live;
    private final ApiSettings settings;

    private ApiServer(Javalin javalin, LiveChanges live, ApiSettings settings) {
        this.javalin = javalin;
        this.live = live;
        this.settings = settings;
    }

    /**
     * Starts it.
     *
     * @param feed how the feed is; gives null where this process has none
     * @throws IOException for people, where the address cannot be had or a certificate not be read
     */
    public static ApiServer start(
            ApiSettings settings, History history, Database database, Supplier<@Nullable FeedStatus> feed)
            throws IOException {
        var live = new LiveChanges(history);
        var api = new Api(history, database, feed, live);
        var password = UUID.randomUUID().toString();
        var keys = settings.tls() == null ? null : PemFiles.read(settings.tls(), password.toCharArray());
        var javalin = Javalin.create(config -> configure(config, settings, api, keys, password));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            live.close();
            throw new IOException(
                    "cannot serve the history at " + settings.host() + ':' + settings.port() + ": "
                            + root(e).getMessage(),
                    e);
        }
        return new ApiServer(javalin, live, settings);
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static void configure(
            JavalinConfig config, ApiSettings settings, Api api, @Nullable KeyStore keys, String password) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.generateEtags = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = 0; // nobody has a body to send
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
        config.jetty.addConnector((server, http) -> connector(server, http, settings, keys, password));
        var guard = new Guard(settings);
        config.routes.before(context -> {
            context.header("X-Content-Type-Options", "nosniff");
            context.header("Cache-Control", "no-cache"); // with an ETag: ask whether it is still so
            boolean health = context.path().equals(Api.PREFIX + "/health");
            boolean page = !context.path().startsWith("/api/"); // has no data in it
            if (!health && guard.refuses(context, page)) {
                context.skipRemainingHandlers();
            }
        });
        api.addTo(config.routes);
        Page.load().addTo(config.routes);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ApiSettings settings, @Nullable KeyStore keys, String password) {
        http.setRequestHeaderSize(LONGEST_HEAD);
        http.setSendServerVersion(false);
        ServerConnector connector;
        if (keys == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            var tls = new SslContextFactory.Server();
            tls.setKeyStore(keys);
            tls.setKeyStorePassword(password);
            http.addCustomizer(new SecureRequestCustomizer(false)); // clients come by addresses, too
            connector = new ServerConnector(
                    server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        return connector;
    }

    /** Where it is. */
    public URI url() {
        var host = settings.host().contains(":") ? '[' + settings.host() + ']' : settings.host();
        return URI.create((settings.tls() == null ? "http://" : "https://") + host + ':' + javalin.port());
    }

    /** Paths of the API that are answered. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                .map(endpoint -> endpoint.path)
                .filter(path -> path.startsWith(Api.PREFIX))
                .toList();
    }

    @Override
    public void close() {
        live.close();
        javalin.stop();
    }
}
