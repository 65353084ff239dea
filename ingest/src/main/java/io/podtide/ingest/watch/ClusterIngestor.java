package io.podtide.ingest.watch;

import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.Sink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the observations of one cluster flowing into a sink. When the sink fails, the watch is broken off; both are made anew,
 * and go on from what the old sink has kept for sure. Where the API server no longer knows what came since, the cluster is
 * listed again, and its present state makes up for what was lost.
 */
public final class ClusterIngestor {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterIngestor.class);
    /** A watch that held for so long was well: the next failure is a new one. */
    private static final Duration WELL = Duration.ofMinutes(5);

    private final KubeConnection connection;
    private final Supplier<Sink> sinks;
    private final ClusterWatch.Options options;
    private final WatchStatus status;

    /** @param sinks a new one with each call, which is closed here */
    public ClusterIngestor(KubeConnection connection, Supplier<Sink> sinks, ClusterWatch.Options options) {
        this(connection, sinks, options, new WatchStatus(options.clock()));
    }

    /** @param status kept up to date over all watches that are begun */
    public ClusterIngestor(
            KubeConnection connection, Supplier<Sink> sinks, ClusterWatch.Options options, WatchStatus status) {
        this.connection = connection;
        this.status = status;
        this.sinks = sinks;
        this.options = options;
    }

    /**
     * Runs until the thread is interrupted.
     *
     * @throws ExecutionException for a fault of ours, which no new attempt would mend
     */
    public void run() throws InterruptedException, ExecutionException {
        var backOff = options.settings().backOff();
        var memory = new WatchMemory();
        while (true) {
            memory.rollBack();
            var begun = System.nanoTime();
            try (var sink = sinks.get();
                    var watch = new ClusterWatch(connection, sink, options, memory, status)) {
                watch.start();
                await(watch.end());
            } catch (PublishException e) {
                status.sinkFailed(String.valueOf(e.getMessage()));
                LOG.error(
                        "sink failed, watch broken off: cluster={} problem=\"{}\"", connection.name(), e.getMessage());
                LOG.debug("sink failed", e);
            }
            if (System.nanoTime() - begun > WELL.toNanos()) {
                backOff.reset();
            }
            Thread.sleep(backOff.next(Duration.ZERO).toMillis());
        }
    }

    private static void await(CompletableFuture<Void> end) throws InterruptedException, ExecutionException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PublishException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
