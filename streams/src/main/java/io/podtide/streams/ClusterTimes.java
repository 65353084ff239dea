package io.podtide.streams;

import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has followed each cluster, and which clusters have fallen silent. Silence is the one thing judged by the wall
 * clock, which comes in as an argument.
 */
final class ClusterTimes {

    /**
     * A clock that is further ahead is broken, and would carry the cluster's time away with it for ever. So much, because a
     * recording may be played where the clock is years behind.
     */
    private static final Duration BELIEVED_AHEAD = Duration.ofDays(3_650);

    private final Duration silentAfter;
    private final Map<String, Cluster> clusters = new HashMap<>();

    ClusterTimes(Duration silentAfter) {
        this.silentAfter = silentAfter;
    }

    /** How far the cluster has come now that this was seen: time does not go back, and stands still in a gap. */
    Instant seen(String name, Instant observedAt, long wallClock) {
        var cluster = clusters.computeIfAbsent(name, n -> new Cluster());
        cluster.heardAt = wallClock;
        var believed = Instant.ofEpochMilli(wallClock).plus(BELIEVED_AHEAD);
        if (observedAt.isAfter(cluster.now) && !observedAt.isAfter(believed)) {
            cluster.now = observedAt;
        }
        return cluster.time();
    }

    /** Its watch is broken, or has only begun: what time would bring about may have been overtaken unseen. */
    void gapStarted(String name) {
        var cluster = clusters.computeIfAbsent(name, n -> new Cluster());
        cluster.gapSince = cluster.time();
    }

    /** Nobody can vouch for what is seen of it. */
    boolean inGap(String name) {
        var cluster = clusters.get(name);
        return cluster != null && cluster.gapSince != null;
    }

    /** Its present state has been sent. */
    void gapEnded(String name) {
        clusters.computeIfAbsent(name, n -> new Cluster()).gapSince = null;
    }

    /**
     * Clusters that have come further, or that fell silent or came back, since the last call.
     *
     * @param reached how far a cluster has been dealt with, of its name and its time
     */
    List<ClusterProgress> news(long wallClock, BiFunction<String, Instant, Instant> reached) {
        var news = new ArrayList<ClusterProgress>();
        clusters.forEach((name, cluster) -> {
            boolean silent = wallClock - cluster.heardAt > silentAfter.toMillis();
            var at = reached.apply(name, cluster.time());
            boolean known = at.isAfter(Instant.EPOCH); // not in a gap that began before anything else was heard
            if (known && (at.isAfter(cluster.told) || silent != cluster.silent)) {
                cluster.told = at.isAfter(cluster.told) ? at : cluster.told;
                cluster.silent = silent;
                news.add(new ClusterProgress(name, cluster.told, silent));
            }
        });
        return news;
    }

    private static final class Cluster {
        private Instant now = Instant.EPOCH;
        private Instant told = Instant.EPOCH;
        private @Nullable Instant gapSince;
        private long heardAt;
        private boolean silent;

        private Instant time() {
            return gapSince == null ? now : gapSince;
        }
    }
}
