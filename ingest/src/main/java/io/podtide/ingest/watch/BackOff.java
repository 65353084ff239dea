package io.podtide.ingest.watch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double, spread by chance so that a fleet does not come back in one moment. */
public final class BackOff {

    private final Duration first;
    private final Duration max;
    private Duration next;

    public BackOff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
        this.next = first;
    }

    /** From half of what is due to all of it, and never less than the server asks for. */
    public Duration next(Duration atLeast) {
        var due = next.toMillis();
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        var wait = Duration.ofMillis(due - ThreadLocalRandom.current().nextLong(due / 2 + 1));
        return wait.compareTo(atLeast) < 0 ? atLeast : wait;
    }

    public void reset() {
        next = first;
    }
}
