package io.podtide.trends.http;

import io.javalin.http.sse.SseClient;
import io.podtide.trends.query.History;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of each revision soon after it was written. Each has a thread of its own, so that a slow one holds up nobody;
 * what it missed it gets from the database, by the number of the last one it saw.
 */
final class LiveChanges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);

    static final int MOST_LISTENERS = 50;
    private static final int AT_ONCE = 200;
    private static final long EVERY_MS = 500;
    private static final int SILENT_TURNS = 30; // 15 s: proxies cut what says nothing for a minute

    private final History history;
    private final Set<SseClient> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "podtide-live");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean open = true;

    LiveChanges(History history) {
        this.history = history;
    }

    boolean isFull() {
        return listeners.size() >= MOST_LISTENERS;
    }

    /** @param since the number of the last revision it knows */
    void listen(SseClient client, long since) {
        listeners.add(client);
        client.onClose(() -> listeners.remove(client));
        client.keepAlive();
        threads.execute(() -> tell(client, since));
    }

    private void tell(SseClient client, long since) {
        long known = since;
        int silent = 0;
        try {
            client.sendComment("podtide");
            while (open && !client.terminated()) {
                var changes = history.changes(known, AT_ONCE);
                for (var change : changes) {
                    client.sendEvent("incident", change.document(), Long.toString(change.seq()));
                    known = change.seq();
                }
                silent = changes.isEmpty() ? silent + 1 : 0;
                if (silent >= SILENT_TURNS) {
                    client.sendComment("still here");
                    silent = 0;
                }
                if (changes.size() < AT_ONCE) {
                    Thread.sleep(EVERY_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("a listener is no longer told: {}", e.getMessage()); // it comes back with the number it knows
        } finally {
            listeners.remove(client);
            client.close();
        }
    }

    @Override
    public void close() {
        open = false;
        threads.shutdownNow();
    }
}
