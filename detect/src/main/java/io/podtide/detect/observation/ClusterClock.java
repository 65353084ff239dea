package io.podtide.detect.observation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's time goes on, and what its observer can vouch for.
 *
 * @param mark what is said
 * @param since for {@link Mark#SYNCED} and {@link Mark#NODES_SYNCED} when the list was begun, for {@link Mark#GAP_ENDED} when the gap began; else null
 * @param unseen for {@link Mark#HEARTBEAT} what it does not vouch for; else empty
 */
public record ClusterClock(
        String cluster,
        Instant observedAt,
        Mark mark,
        @Nullable Instant since,
        List<Unseen> unseen) implements Observation {

    public ClusterClock {
        unseen = List.copyOf(unseen);
    }

    public ClusterClock(String cluster, Instant observedAt, Mark mark, @Nullable Instant since) {
        this(cluster, observedAt, mark, since, List.of());
    }

    @Override
    public String key() {
        return cluster;
    }

    /** What an observer says of its view of the cluster. */
    public enum Mark {
        /** All that was seen before {@code observedAt} has been sent, and the watches live but for those {@code unseen}. */
        HEARTBEAT,
        /** A whole list was sent since {@code since}: a pod not seen since then is gone. */
        SYNCED,
        /** The watch is broken: what happens from now on may be missed. */
        GAP_STARTED,
        /** The watch is whole again and the present state has been sent. */
        GAP_ENDED,
        /** A whole list of the nodes was sent since {@code since}: a node not seen since then is gone. */
        NODES_SYNCED
    }
}
