package io.podtide.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something that happens to the pipeline.
 *
 * @param after since the one before
 * @param time that a killed process is away, a paused one sleeps, connections are cut or stalled
 */
record Disturbance(Kind kind, String victim, Duration after, Duration time) {

    enum Kind {
        KILL,
        PAUSE,
        CUT,
        STALL
    }

    /** The same seed gives the same list. */
    static List<Disturbance> schedule(long seed, List<Disturbance> what, Duration apart) {
        var random = new Random(seed);
        var shuffled = new ArrayList<>(what);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .map(d -> new Disturbance(d.kind, d.victim, share(apart, random), share(d.time, random)))
                .toList();
    }

    /** As often as said; waits and times are set by {@link #schedule}. */
    static List<Disturbance> times(int count, Kind kind, String victim, Duration time) {
        return Collections.nCopies(count, new Disturbance(kind, victim, Duration.ZERO, time));
    }

    /** A quarter more or less. */
    private static Duration share(Duration time, Random random) {
        return Duration.ofMillis(Math.round(time.toMillis() * (0.75 + random.nextDouble() / 2)));
    }

    @Override
    public String toString() {
        return "after %4d ms  %-5s %-9s %5d ms".formatted(after.toMillis(), kind, victim, time.toMillis());
    }
}
