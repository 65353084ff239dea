package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a cluster that is, or lately was, silent.
 *
 * @param told its incident as last told; null where the rule is switched off
 * @param until when that is to be resolved, though heard of already, or forgotten once it is; null while it is silent
 */
public record ClusterSilence(
        String cluster, @Nullable Incident told, @Nullable Instant until) {

    static ClusterSilence of(String cluster) {
        return new ClusterSilence(cluster, null, null);
    }

    /** Nothing of it matters any more: stores keep no record of it. */
    public boolean empty() {
        return told == null;
    }

    boolean open() {
        return told != null && told.state() != State.RESOLVED;
    }
}
