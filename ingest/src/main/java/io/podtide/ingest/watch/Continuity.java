package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the pods of a cluster are being seen: sends heartbeats while they are, and says where a gap begins and ends.
 *
 * <p>gap → live → broken → (after a while) gap → (catching up, where it is resumed without a list) → live.
 */
final class Continuity {

    private Feed feed;
    private final Duration gapAfter;

    private boolean live;
    /** When the watch broke, or was begun; null while it lives. */
    private @Nullable Instant brokenAt;

    private long brokenNanos;
    private boolean gap;
    /** Resumed in a gap: what was missed is being told, and time must not go on before that. */
    private boolean catchingUp;

    private long resumedNanos;
    private volatile long changedNanos;

    Continuity(Feed feed, Duration gapAfter) {
        this.feed = feed;
        this.gapAfter = gapAfter;
    }

    /** Nothing is known of what happened before: time stands still downstream until the present state has been sent. */
    synchronized void begin() {
        var vouchedFor = feed.vouchedFor();
        brokenAt = vouchedFor == null ? feed.now() : vouchedFor;
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

    /** @param listed all there is has just been listed; otherwise what was missed comes now */
    synchronized void live(boolean listed) {
        if (gap && !listed) {
            catchingUp = true;
            resumedNanos = System.nanoTime();
            changedNanos = resumedNanos;
        } else {
            wellAgain();
        }
    }

    /** A pod has changed. */
    void changed() {
        changedNanos = System.nanoTime();
    }

    private void wellAgain() {
        if (gap) {
            feed.clock(Mark.GAP_ENDED, brokenAt);
        }
        gap = false;
        catchingUp = false;
        brokenAt = null;
        live = true;
    }

    synchronized void broken() {
        catchingUp = false;
        if (live) {
            live = false;
            brokenAt = feed.now();
            brokenNanos = System.nanoTime();
        }
    }

    /** All is listed anew: what came and went since the watch broke is not told any more, however short that was. */
    synchronized void listsAgain() {
        if (!gap) {
            feed.clock(Mark.GAP_STARTED, null);
            gap = true;
        }
    }

    /** To be called every now and then: some things are told by time alone. */
    synchronized void check() {
        var now = System.nanoTime();
        if (brokenAt != null && !gap && now - brokenNanos > gapAfter.toNanos()) {
            feed.clock(Mark.GAP_STARTED, null);
            gap = true;
        }
        // An API server tells what was missed at once: a pause is the end of it, and a large cluster never pauses.
        var paused = now - changedNanos > gapAfter.dividedBy(5).toNanos();
        if (catchingUp
                && (paused || now - resumedNanos > gapAfter.multipliedBy(2).toNanos())) {
            wellAgain();
        }
    }

    /** @param unseen what is not seen beside the pods */
    synchronized void heartbeat(List<Unseen> unseen) {
        if (live) {
            feed.heartbeat(unseen);
        }
    }
}
