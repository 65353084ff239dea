package io.podtide.ingest.lease;

import io.podtide.ingest.publish.Sink;
import io.podtide.wire.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The right to watch a cluster, for as long as the Lease is renewed. Time is {@link System#nanoTime()}, which goes on while a
 * process is stopped; while a whole machine is, it may stand still: then only the epoch tells.
 */
public final class Leadership {

    /** For who shares the cluster with nobody. */
    public static final Leadership ALONE = new Leadership(Epoch.NONE, Instant.EPOCH, Long.MAX_VALUE);

    private final Epoch epoch;
    private final Instant notBefore;
    private volatile long validUntil;
    private volatile boolean ended;

    /** @param validUntil {@link System#nanoTime()}, or the greatest number for ever */
    Leadership(Epoch epoch, Instant notBefore, long validUntil) {
        this.epoch = epoch;
        this.notBefore = notBefore;
        this.validUntil = validUntil;
    }

    /** Higher than that of any leadership of this cluster before. */
    public Epoch epoch() {
        return epoch;
    }

    public boolean isValid() {
        return !ended && (validUntil == Long.MAX_VALUE || System.nanoTime() - validUntil < 0);
    }

    /** So long, but not beyond its end. */
    Duration atMost(Duration wait) {
        var left = Duration.ofNanos(Math.max(0, validUntil - System.nanoTime())).plusMillis(1);
        return left.compareTo(wait) < 0 ? left : wait;
    }

    void renewed(long renewedUntil) {
        validUntil = renewedUntil;
    }

    void end() {
        ended = true;
    }

    /** The sink, for as long as this lasts, with our epoch on all that it is given. */
    public Sink guard(Sink sink) {
        return this == ALONE ? sink : new GuardedSink(sink.under(epoch), this);
    }

    /**
     * Not behind that of the leader before: what is seen last is judged by when it was seen, and the clocks of two machines
     * disagree.
     */
    public Clock clock(Clock own) {
        return notBefore.isAfter(own.instant()) ? new FloorClock(own, notBefore) : own;
    }
}
