package io.podtide.ingest.lease;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Stands until the clock under it has come as far. */
final class FloorClock extends Clock {

    private final Clock clock;
    private final Instant floor;

    FloorClock(Clock clock, Instant floor) {
        this.clock = clock;
        this.floor = floor;
    }

    @Override
    public Instant instant() {
        var now = clock.instant();
        return now.isAfter(floor) ? now : floor;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FloorClock(clock.withZone(zone), floor);
    }
}
