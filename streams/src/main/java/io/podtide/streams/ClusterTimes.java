package io.podtide.streams;

import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.state.Repetition;
import io.podtide.streams.state.ClusterTime;
import io.podtide.wire.Epoch;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    /** A stage that starts meanwhile is to know which clusters are silent. */
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

    /** So much may a task that takes over have to hear anew. */
    private static final Duration SAVED_EVERY = Duration.ofSeconds(5);

    /**
     * What waits for time waits for minutes, and each task tells each: told with every tick, the time of a thousand busy clusters
     * would be most of what the tasks tell each other.
     */
    private static final Duration STEP = Duration.ofSeconds(5);

    /**
     * When a task has heard of no cluster for so long, nothing more may come, as at the end of a recording: then the rest of a step
     * is told as well. With many clusters that is never so.
     */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration EPOCH_BELIEVED_AHEAD = Duration.ofDays(1);

    private final Function<String, Duration> silentAfter;
    private final ByCluster<Cluster> clusters = new ByCluster<>();
    /** Of any cluster, by the wall clock. */
    private long heardAt;

    /** @param silentAfter by the name of a cluster */
    ClusterTimes(Function<String, Duration> silentAfter) {
        this.silentAfter = silentAfter;
    }

    /** What a task before this one has heard. A cluster that was silent is so until it is heard of; others are given time anew. */
    void restored(String name, ClusterTime saved, long wallClock) {
        var cluster = new Cluster();
        cluster.now = saved.heardAt();
        cluster.gapSince = saved.gapSince();
        cluster.silent = saved.silent();
        cluster.heardAt = wallClock;
        cluster.heard = !saved.silent();
        cluster.epoch = saved.epoch();
        cluster.unseen = saved.unseen();
        cluster.saved = saved;
        clusters.put(name, cluster);
    }

    /**
     * False for what a leader writes that another has followed: it had been paused, and does not know yet. An epoch far ahead
     * comes of a broken clock: it would lock out all that follow.
     */
    boolean admits(String name, Epoch epoch, long wallClock) {
        var number = epoch.number();
        if (number == 0 || number > wallClock + EPOCH_BELIEVED_AHEAD.toMillis()) {
            return true;
        }
        var cluster = clusters.known(name, Cluster::new);
        cluster.epoch = Math.max(cluster.epoch, number);
        return number == cluster.epoch;
    }

    /**
     * How far the cluster has come now that this was seen: time does not go back. In a gap it stands still, and nothing but its
     * end is a sign of life: Events may go on to come while nobody sees the pods.
     */
    Instant seen(String name, Instant observedAt, long wallClock) {
        var cluster = clusters.known(name, Cluster::new);
        heardAt = wallClock;
        if (cluster.gapSince == null) {
            cluster.heard(observedAt, wallClock);
        }
        return cluster.time();
    }

    /** Of which something has been heard. */
    List<String> names() {
        return List.copyOf(clusters.names());
    }

    /** How far the cluster has come. */
    Instant now(String name) {
        var cluster = clusters.find(name);
        return cluster == null ? Instant.EPOCH : cluster.time();
    }

    /** Too old to be news of what nobody remembers. */
    boolean isLate(String name, Instant observedAt) {
        var cluster = clusters.find(name);
        return cluster != null && Repetition.isLate(observedAt, cluster.now);
    }

    /**
     * Its watch is broken, or has only begun: what time would bring about may have been overtaken unseen. Said again, it is the
     * same gap: an ingestor that starts again and again and never gets its list is as good as none.
     */
    void gapStarted(String name, Instant observedAt, long wallClock) {
        var cluster = clusters.known(name, Cluster::new);
        if (cluster.gapSince == null) {
            var before = cluster.now;
            cluster.heard(observedAt, wallClock);
            cluster.gapSince = before.equals(Instant.EPOCH) ? cluster.now : before;
        }
    }

    /** Nobody can vouch for what is seen of it. */
    boolean inGap(String name) {
        var cluster = clusters.find(name);
        return cluster != null && cluster.gapSince != null;
    }

    /** What a heartbeat vouches for, and what it does not. */
    void vouched(String name, List<Unseen> told) {
        var cluster = clusters.known(name, Cluster::new);
        if (cluster.gapSince == null) {
            cluster.unseen = Unseen.after(cluster.unseen, told);
        }
    }

    /** What of it is not seen though its pods are, or were before the gap. */
    List<Unseen> unseen(String name) {
        var cluster = clusters.find(name);
        return cluster == null ? List.of() : cluster.unseen;
    }

    /** Time may bring something about for what this part tells of. */
    boolean sees(String name, Part part) {
        if (inGap(name)) {
            return false;
        }
        for (var each : unseen(name)) { // asked with every record, and most often there is none
            if (each.part() == part) {
                return false;
            }
        }
        return true;
    }

    /** Its present state has been sent. */
    void gapEnded(String name) {
        clusters.known(name, Cluster::new).gapSince = null;
    }

    /**
     * Clusters that have come a step further since they were told of, or as far as they come for now; those that fell silent or
     * came back since the last call; and those that are silent, from time to time.
     *
     * @param reached how far a cluster has been dealt with, of its name and its time
     */
    List<ClusterProgress> news(long wallClock, BiFunction<String, Instant, Instant> reached) {
        var news = new ArrayList<ClusterProgress>();
        boolean quiet = wallClock - heardAt >= QUIET.toMillis();
        clusters.forEach((name, cluster) -> {
            boolean silent = cluster.silent(wallClock, silentAfter.apply(name));
            var at = reached.apply(name, cluster.time());
            boolean known = at.isAfter(Instant.EPOCH); // not one whose clock nobody believes
            boolean further = at.isAfter(cluster.told) && (quiet || cluster.isStep(at));
            boolean again = silent && wallClock - cluster.toldAt > TOLD_AGAIN.toMillis();
            if (known && (again || further || silent != cluster.silent)) {
                cluster.told = at.isAfter(cluster.told) ? at : cluster.told;
                cluster.toldAt = wallClock;
                cluster.silent = silent;
                news.add(cluster.progress(name));
            }
        });
        return news;
    }

    /** What a task that takes over needs to know of all clusters, as far as it is not saved yet. */
    void save(BiConsumer<String, ClusterTime> store) {
        clusters.names().forEach(name -> save(name, store));
    }

    /** The same of one cluster. With each record, for what was heard of may have been read for the last time. */
    void save(String name, BiConsumer<String, ClusterTime> store) {
        var cluster = clusters.find(name);
        if (cluster != null && cluster.worthSaving()) {
            cluster.saved = cluster.toSave();
            store.accept(name, cluster.toSave());
        }
    }

    private static final class Cluster {
        private Instant now = Instant.EPOCH;
        private Instant told = Instant.EPOCH;
        private @Nullable Instant gapSince;
        private List<Unseen> unseen = List.of();
        private long epoch;
        private long heardAt;
        private long toldAt;
        /** By this task, or it was not silent when this task began. */
        private boolean heard;

        private boolean silent;
        private @Nullable ClusterTime saved;

        private void heard(Instant observedAt, long wallClock) {
            heardAt = wallClock;
            heard = true;
            var believed = Instant.ofEpochMilli(wallClock).plus(BELIEVED_AHEAD);
            if (observedAt.isAfter(now) && !observedAt.isAfter(believed)) {
                now = observedAt;
            }
        }

        private Instant time() {
            return gapSince == null ? now : gapSince;
        }

        private boolean silent(long wallClock, Duration after) {
            return !heard || wallClock - heardAt > after.toMillis();
        }

        private boolean isStep(Instant at) {
            return !at.isBefore(told.plus(STEP));
        }

        private ClusterProgress progress(String name) {
            return silent
                    ? new ClusterProgress(name, told, true, now, gapSince)
                    : new ClusterProgress(name, told, false);
        }

        private ClusterTime toSave() {
            return new ClusterTime(now, gapSince, silent, epoch, unseen);
        }

        private boolean worthSaving() {
            return saved == null
                    || silent != saved.silent()
                    || epoch != saved.epoch()
                    || !unseen.equals(saved.unseen())
                    || (gapSince == null) != (saved.gapSince() == null)
                    || now.isAfter(saved.heardAt().plus(SAVED_EVERY));
        }
    }
}
