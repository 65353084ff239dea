package io.podtide.cli.up;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Holds a player back to its speed. */
public final class Pace {

    private final Speed speed;
    private @Nullable Instant recordedStart;
    private long startedNanos;

    public Pace(Speed speed) {
        this.speed = speed;
    }

    /** Returns when it is time for what was observed then, or when the thread is interrupted. */
    public void await(Instant observedAt) {
        if (recordedStart == null) {
            recordedStart = observedAt;
            startedNanos = System.nanoTime();
        }
        var due = startedNanos + speed.of(Duration.between(recordedStart, observedAt)).toNanos();
        for (long left = due - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
