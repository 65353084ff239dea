package io.podtide.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Holds a recording back so that it is played at a speed. */
final class Pace {

    /** {@link Thread#sleep}, or a test's clock put forward. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final Speed speed;
    private final InstantSource clock;
    private final Pause pause;
    private @Nullable Start start;

    private record Start(Instant recorded, Instant played) {}

    Pace(Speed speed, InstantSource clock, Pause pause) {
        this.speed = speed;
        this.clock = clock;
        this.pause = pause;
    }

    static Pace of(Speed speed) {
        return new Pace(speed, InstantSource.system(), duration -> Thread.sleep(duration.toMillis()));
    }

    /** Returns when what was recorded at this time is due. */
    void await(Instant recorded) throws InterruptedException {
        if (start == null) {
            start = new Start(recorded, clock.instant());
        }
        var due = start.played().plus(speed.toPlay(Duration.between(start.recorded(), recorded)));
        var left = Duration.between(clock.instant(), due);
        if (!left.isNegative() && !left.isZero()) {
            pause.of(left);
        }
    }
}
