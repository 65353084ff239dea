package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Unseen;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.Observer;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.Sighting;
import io.podtide.ingest.publish.Sink;
import io.podtide.ingest.recording.Recorded;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one cluster gives the sink. Time is told and the observation handed over under one lock: so a mark can vouch for
 * everything before it, and time never goes back even if the clock does.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final Cluster cluster;
    private final Observer observer;
    private final Sink sink;
    private final WatchTap tap;
    private final Clock clock;
    private final WatchMemory memory;
    private Instant newest = Instant.EPOCH;

    Feed(Cluster cluster, RoutingLabels labels, Sink sink, WatchTap tap, Clock clock, WatchMemory memory) {
        this.cluster = cluster;
        this.observer = new Observer(cluster, labels);
        this.sink = sink;
        this.tap = tap;
        this.clock = clock;
        this.memory = memory;
    }

    /** Up to when everything seen is kept, by this watch or the one before; null where nothing is. */
    @Nullable
    Instant vouchedFor() {
        return memory.vouchedFor();
    }

    synchronized Instant now() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        newest = now.isAfter(newest) ? now : newest;
        return newest;
    }

    synchronized void saw(KubeObject object, Recorded.Type type, Delivery delivery) {
        var at = now();
        tap.saw(new Recorded(at, cluster.name(), type, object, 0));
        var sighting = observer.see(object, at, delivery);
        if (sighting instanceof Sighting.Seen seen) {
            sink.accept(seen.observation());
        } else if (sighting instanceof Sighting.Rejected rejected) {
            LOG.warn(
                    "object skipped: cluster={} object=\"{}\" problem=\"{}\"",
                    cluster.name(),
                    rejected.object(),
                    rejected.problem());
        }
    }

    /**
     * Tells the time up to which everything seen is kept. Waits for that without a lock: the watch goes on meanwhile, and a
     * round trip to Kafka delays no pod.
     */
    void heartbeat(List<Unseen> unseen) {
        var now = now();
        var kept = memory.mark(now);
        sink.flush();
        sink.accept(new ClusterClock(cluster.name(), now, ClusterClock.Mark.HEARTBEAT, null, unseen));
        kept.run();
    }

    /** Waits until everything before is kept, and lets nothing pass by: such a mark parts what was before it from what comes. */
    synchronized void clock(ClusterClock.Mark mark, @Nullable Instant since) {
        sink.flush();
        sink.accept(new ClusterClock(cluster.name(), now(), mark, since));
    }
}
