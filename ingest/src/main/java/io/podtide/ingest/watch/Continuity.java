package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the pods of a cluster are being seen: sends heartbeats while they are, and says where a gap begins and ends.
 *
 * <p>gap → live → broken → (after a while) gap → live.
 */
final class Continuity {

    private Feed feed;
    private final Duration gapAfter;

    private boolean live;
    /** When the watch broke, or was begun; null while it lives. */
    private @Nullable Instant brokenAt;

    private long brokenNanos;
    private boolean gap;

    Continuity(Feed feed, Duration gapAfter) {
        this.feed = feed;
        this.gapAfter = gapAfter;
    }

    /** Nothing is known of what happened before: time stands still downstream until the present state has been sent. */
    synchronized void begin() {
        brokenAt = feed.now();
        feed.clock(Mark.GAP_STARTED, null);
        gap = true;
    }

    /** The feed of a cluster of which more is known now. */
    synchronized void continueWith(Feed identified) {
        feed = identified;
    }

    synchronized boolean isLive() {
        return live;
    }

    synchronized void live() {
        if (gap) {
            feed.clock(Mark.GAP_ENDED, brokenAt);
        }
        gap = false;
        brokenAt = null;
        live = true;
    }

    synchronized void broken() {
        if (live) {
            live = false;
            brokenAt = feed.now();
            brokenNanos = System.nanoTime();
        }
    }

    synchronized void announceGap() {
        if (brokenAt != null && !gap && System.nanoTime() - brokenNanos > gapAfter.toNanos()) {
            feed.clock(Mark.GAP_STARTED, null);
            gap = true;
        }
    }

    synchronized void heartbeat() {
        if (live) {
            feed.clock(Mark.HEARTBEAT, null);
        }
    }
}
