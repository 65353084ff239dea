package io.podtide.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** One line at the bottom of a terminal that is written over; nothing where there is no terminal. */
final class Progress {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;
    private boolean onScreen;
    private long last = System.nanoTime();

    Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Not more often than the eye can follow. */
    void update(Supplier<String> text) {
        if (shown && System.nanoTime() - last >= INTERVAL_NANOS) {
            last = System.nanoTime();
            err.print(ERASE_LINE + text.get());
            err.flush();
            onScreen = true;
        }
    }

    /** Makes room for a line, on standard output or error. */
    void clear() {
        if (onScreen) {
            err.print(ERASE_LINE);
            err.flush();
            onScreen = false;
        }
    }
}
