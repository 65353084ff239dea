package io.podtide.streams.state;

import io.podtide.detect.observation.Unseen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has heard of a cluster, for the task that follows it.
 *
 * @param heardAt the newest time heard, some seconds late
 * @param gapSince since when its watch is broken; null while it is not
 * @param silent nothing had been heard of it for long
 * @param epoch the newest leadership heard of; 0 for none
 * @param unseen what its last heartbeat did not vouch for
 */
public record ClusterTime(
        Instant heardAt, @Nullable Instant gapSince, boolean silent, long epoch, List<Unseen> unseen) {

    public ClusterTime {
        unseen = List.copyOf(unseen);
    }
}
