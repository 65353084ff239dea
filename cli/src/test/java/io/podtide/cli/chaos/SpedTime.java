package io.podtide.cli.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of a recording, running faster than ours, the same in every process that knows these.
 *
 * @param recorded what it was at the begin
 * @param begun when that was, by the wall clock
 * @param factor how much faster it runs
 * @param end where it stops, so that what has come of everything can be looked at
 */
record SpedTime(Instant recorded, Instant begun, int factor, Instant end) {

    static SpedTime parse(String text) {
        var parts = text.split(",", -1);
        return new SpedTime(
                Instant.parse(parts[0]), Instant.parse(parts[1]), Integer.parseInt(parts[2]), Instant.parse(parts[3]));
    }

    @Override
    public String toString() {
        return recorded + "," + begun + "," + factor + "," + end;
    }

    Instant now() {
        var passed = Duration.between(begun, InstantSource.system().instant()).multipliedBy(factor);
        var now = recorded.plus(passed);
        return now.isBefore(end) ? now : end;
    }

    /** How long a stretch of recorded time takes. */
    Duration wall(Duration recordedTime) {
        return recordedTime.dividedBy(factor);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("observations are in UTC");
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }
}
