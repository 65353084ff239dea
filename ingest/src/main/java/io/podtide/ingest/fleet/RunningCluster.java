package io.podtide.ingest.fleet;

import io.podtide.ingest.publish.Sink;
import io.podtide.ingest.watch.BackOff;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.NoKubeconfigException;
import io.podtide.ingest.watch.WatchStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cluster of the fleet, on a thread of its own: whatever it waits for, no other waits for it. */
final class RunningCluster {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Member member;
    private final ClusterRun run;
    private final SharedSink sink;
    private final FleetSettings settings;
    private final Duration spread;
    private final SinkCounts counts = new SinkCounts();
    private final WatchStatus status = new WatchStatus(Clock.systemUTC());
    private final Thread thread;

    /** @param spread within this the first request is made, and the first after a loss: clusters do not come all at once */
    RunningCluster(Member member, ClusterRun run, SharedSink sink, FleetSettings settings, Duration spread) {
        this.member = member;
        this.run = run;
        this.sink = sink;
        this.settings = settings;
        this.spread = spread;
        this.thread = new Thread(this::work, "cluster-" + member.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void work() {
        var backOff = new BackOff(settings.firstRetry(), settings.maxRetry());
        try {
            while (true) {
                attempt();
                Thread.sleep(backOff.next(Duration.ZERO).toMillis());
            }
        } catch (InterruptedException e) {
            // it is to end
        }
    }

    private void attempt() throws InterruptedException {
        try (var connection = KubeConnection.open(member.access())) {
            run.run(connection, this::lend, status);
        } catch (NoKubeconfigException e) {
            LOG.warn("cluster not watched: cluster={} problem=\"{}\"", member.name(), e.getMessage());
            status.failed(String.valueOf(e.getMessage()));
        } catch (ExecutionException | RuntimeException | Error e) {
            // a bug, or an object nobody has thought of: the other clusters have none of it
            LOG.error("watch ended by a fault, beginning again: cluster={}", member.name(), e);
            status.failed("a fault of Podtide: " + (e instanceof ExecutionException ? e.getCause() : e));
        }
    }

    private Sink lend() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(spread.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever waits next ends
        }
        return sink.lend(counts);
    }

    Member member() {
        return member;
    }

    WatchStatus status() {
        return status;
    }

    SinkCounts counts() {
        return counts;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** False where it has not ended in time. */
    boolean join(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
        return !thread.isAlive();
    }
}
