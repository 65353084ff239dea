package io.podtide.simulate.fleet;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The dice of one cluster. */
final class Chance {

    private static final double DAY = Duration.ofDays(1).toMillis();

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** From {@code least} on, less than {@code below}. */
    int between(int least, int below) {
        return random.nextInt(least, below);
    }

    long number() {
        return random.nextLong();
    }

    /** Milliseconds until what happens so often in a day, without memory, happens next; for ever if it never does. */
    long untilNext(double timesADay) {
        return timesADay > 0 ? Math.round(-Math.log(1 - random.nextDouble()) * DAY / timesADay) : Long.MAX_VALUE;
    }
}
