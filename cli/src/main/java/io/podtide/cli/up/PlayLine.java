package io.podtide.cli.up;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line on the terminal that is written over while a recording plays. */
public final class PlayLine implements PlayProgress, AutoCloseable {

    private static final long EVERY_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;
    private long lastNanos = System.nanoTime();

    public PlayLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    @Override
    public void played(long observations, Instant observedAt) {
        long now = System.nanoTime();
        if (shown && now - lastNanos > EVERY_NANOS) {
            lastNanos = now;
            err.print(ERASE + "  " + observedAt.truncatedTo(ChronoUnit.SECONDS) + "  " + observations + " observations\r");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
        }
    }
}
