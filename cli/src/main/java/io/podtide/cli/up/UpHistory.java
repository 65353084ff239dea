package io.podtide.cli.up;

import io.podtide.cli.history.Histories;
import io.podtide.cli.history.ServerNote;
import io.podtide.trends.TrendsServer;
import io.podtide.trends.http.ApiSettings;
import io.podtide.trends.store.DatabaseException;
import io.podtide.trends.store.Retention;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The history of one run of {@code up}: beside the topics, in the data directory. */
public final class UpHistory implements AutoCloseable {

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);

    private final @Nullable TrendsServer server;
    private final ServerNote note;

    private UpHistory(@Nullable TrendsServer server, ServerNote note) {
        this.server = server;
        this.note = note;
    }

    /**
     * Starts it and says where it is. One that cannot be had, because its database is damaged for one, is said, and the rest
     * goes on.
     *
     * @param port null for the usual one, or any where that is taken
     */
    public static UpHistory start(
            Standalone platform, Path directory, @Nullable Integer port, Feed feed, Consumer<String> say) {
        var database = directory.resolve(Histories.FILE).toString();
        try {
            var server = TrendsServer.start(
                    platform.kafka(),
                    platform.topics(),
                    database,
                    Retention.DEFAULT,
                    ApiSettings.loopback(port == null ? usual() : port),
                    feed instanceof RecordingFeed);
            say.accept("page " + server.url() + "/, with the history; 'podtide trends --help' asks it from here");
            return new UpHistory(server, ServerNote.write(database, server.url()));
        } catch (IOException | DatabaseException e) {
            say.accept("no history is written: " + e.getMessage());
            return new UpHistory(null, ServerNote.none());
        }
    }

    private static int usual() {
        try (var socket = new ServerSocket(Histories.PORT, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Where an incident is shown, with {@code {id}}; null: nowhere. */
    public @Nullable String incidentPage() {
        return server == null ? null : server.url() + "/incidents/{id}";
    }

    /** Waits until all that is on the topics is in the history. */
    public void settle() throws InterruptedException {
        var now = Instant.now();
        long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (server != null && !server.status().caughtUp(now) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        note.close();
        if (server != null) {
            server.close();
        }
    }
}
