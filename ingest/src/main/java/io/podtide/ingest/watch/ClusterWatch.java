package io.podtide.ingest.watch;

import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.publish.Sink;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the pods, Events and nodes of one cluster until it is closed, whatever happens to the connection in the meantime.
 * Many can run in one process; each has three threads. Closes neither the connection nor the sink.
 */
public final class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    /**
     * @param clock tells {@code observedAt}
     * @param tap sees the objects before they are observations
     * @param problems told, once, when something is not watched any more, and why; forbidden Events or nodes do not stop the
     *     pods
     */
    public record Options(
            WatchSettings settings,
            RoutingLabels labels,
            Clock clock,
            WatchTap tap,
            Consumer<ClusterException> problems) {

        public static final Options DEFAULT = new Options(
                WatchSettings.DEFAULT, RoutingLabels.DEFAULT, Clock.systemUTC(), WatchTap.NONE, problem -> {});

        /** The same by another clock. */
        public Options withClock(Clock other) {
            return new Options(settings, labels, other, tap, problems);
        }
    }

    private final KubeConnection connection;
    private final Sink sink;
    private final Options options;
    private final WatchMemory memory;
    private final WatchStatus status;
    private final WatchReports reports;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final WatchThreads threads;
    private volatile @Nullable Continuity continuity;

    public ClusterWatch(KubeConnection connection, Sink sink, Options options) {
        this(connection, sink, options, new WatchMemory(), new WatchStatus(options.clock()));
    }

    /** @param memory of the watch before, which has been closed */
    ClusterWatch(KubeConnection connection, Sink sink, Options options, WatchMemory memory, WatchStatus status) {
        this.memory = memory;
        this.connection = connection;
        this.sink = sink;
        this.options = options;
        this.status = status;
        this.reports = new WatchReports(connection.name(), status, options.problems());
        this.threads = new WatchThreads(connection.name(), end::completeExceptionally, connection::cancel);
    }

    /** Returns at once; a cluster that cannot be reached is tried again and again. */
    public void start() {
        threads.run("pods", this::run);
    }

    private void run() throws InterruptedException {
        // before anything else: a cluster that is never reached has a gap too
        var pulse = new Continuity(
                feed(Cluster.named(connection.name())), options.settings().gapAfter());
        pulse.begin();
        watch(identify(), pulse);
    }

    private Feed feed(Cluster cluster) {
        return new Feed(cluster, options.labels(), sink, options.tap(), options.clock(), memory);
    }

    private Cluster identify() throws InterruptedException {
        var backOff = options.settings().backOff();
        while (true) {
            try {
                return connection.identify();
            } catch (ClusterException e) {
                reports.problem(Resource.PODS, e);
                Thread.sleep(backOff.next(e.retryAfter()).toMillis());
            }
        }
    }

    private void watch(Cluster cluster, Continuity pulse) throws InterruptedException {
        var settings = options.settings();
        status.begins();
        var feed = feed(cluster);
        pulse.continueWith(feed);
        continuity = pulse;
        var known = new PodListener(feed, pulse, memory.pods());
        status.countsPods(known::known);
        var pods = watch(Resource.PODS, known);
        var events = watch(
                Resource.EVENTS,
                new EventListener(feed, memory.point(Resource.EVENTS).keptVersion()));
        var nodes = watch(Resource.NODES, new NodeListener(feed, memory.nodes()));

        threads.every(settings.heartbeat(), () -> pulse.heartbeat(status.unseen(settings.gapAfter())));
        threads.every(settings.gapAfter().dividedBy(4), pulse::check);
        threads.every(settings.quiet().dividedBy(15), pods::checkQuiet);
        threads.every(settings.quiet().dividedBy(15), events::checkQuiet);
        threads.every(settings.quiet().dividedBy(15), nodes::checkQuiet);
        threads.run("events", events);
        threads.run("nodes", nodes);
        pods.run();
    }

    private ResourceWatch watch(Resource resource, ResourceListener listener) {
        var counting = new CountingListener(resource, status, listener);
        return new ResourceWatch(
                resource, connection.requests(), counting, memory.point(resource), options.settings(), reports);
    }

    /** The pods are being seen at this moment. */
    public boolean isLive() {
        var pulse = continuity;
        return pulse != null && pulse.isLive();
    }

    /**
     * Completes with {@link #close}; exceptionally when the sink has lost something, or by a fault of ours. Then nothing is
     * handed on any more: a new watch with a new sink hands on everything again.
     */
    public CompletableFuture<Void> end() {
        return end.copy();
    }

    /** Returns when nothing is handed on any more. */
    @Override
    public void close() {
        threads.close();
        if (end.complete(null)) {
            LOG.info("watch closed: cluster={}", connection.name());
        }
    }
}
