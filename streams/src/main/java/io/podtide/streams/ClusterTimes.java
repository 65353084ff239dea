package io.podtide.streams;

import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a task has followed each cluster, and which clusters have fallen silent. Silence is the one thing judged by the wall
 * clock, which comes in as an argument.
 */
final class ClusterTimes {

    private final Duration silentAfter;
    private final Map<String, Cluster> clusters = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    ClusterTimes(Duration silentAfter) {
        this.silentAfter = silentAfter;
    }

    void seen(String name, Instant observedAt, long wallClock) {
        var cluster = clusters.computeIfAbsent(name, n -> new Cluster());
        cluster.heardAt = wallClock;
        if (observedAt.isAfter(cluster.now)) {
            cluster.now = observedAt;
            cluster.moved = true;
        }
        newest = observedAt.isAfter(newest) ? observedAt : newest;
    }

    /** Clusters whose time has moved on, or that fell silent or came back, since the last call. */
    List<ClusterProgress> moved(long wallClock, Duration lateness) {
        var moved = new ArrayList<ClusterProgress>();
        clusters.forEach((name, cluster) -> {
            boolean silent = wallClock - cluster.heardAt > silentAfter.toMillis();
            if (cluster.moved || silent != cluster.silent) {
                cluster.moved = false;
                cluster.silent = silent;
                moved.add(new ClusterProgress(name, cluster.now.minus(lateness), silent));
            }
        });
        return moved;
    }

    long newestMillis() {
        return newest.toEpochMilli();
    }

    private static final class Cluster {
        private Instant now = Instant.EPOCH;
        private long heardAt;
        private boolean moved;
        private boolean silent;
    }
}
