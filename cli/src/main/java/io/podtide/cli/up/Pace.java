package io.podtide.cli.up;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Holds a player back to its speed. */
public final class Pace {

    /** {@link Thread#sleep}, or a test's clock put forward. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final Speed speed;
    private final InstantSource clock;
    private final Pause pause;
    private @Nullable Start start;

    private record Start(Instant recorded, Instant played) {}

    public Pace(Speed speed) {
        this(speed, InstantSource.system(), duration -> Thread.sleep(duration.toMillis()));
    }

    Pace(Speed speed, InstantSource clock, Pause pause) {
        this.speed = speed;
        this.clock = clock;
        this.pause = pause;
    }

    /** How long it is until what was observed then; negative if it is late. The first call sets the start. */
    Duration left(Instant observedAt) {
        if (start == null) {
            start = new Start(observedAt, clock.instant());
        }
        var due = start.played().plus(speed.of(Duration.between(start.recorded(), observedAt)));
        return Duration.between(clock.instant(), due);
    }

    /** Returns when it is time for what was observed then. */
    public void await(Instant observedAt) throws InterruptedException {
        var left = left(observedAt);
        if (!left.isNegative() && !left.isZero()) {
            pause.of(left);
        }
    }
}
