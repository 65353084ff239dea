package io.podtide.cli.print;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** One line at the bottom of a terminal that is written over; nothing where there is no terminal. */
public final class StatusLine {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean shown;
    private boolean onScreen;
    private long last = System.nanoTime();

    public StatusLine(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** Not more often than the eye can follow. */
    public synchronized void update(Supplier<String> text) {
        long now = System.nanoTime();
        if (shown && now - last >= INTERVAL_NANOS) {
            last = now;
            terminal.print(ERASE_LINE + text.get());
            terminal.flush();
            onScreen = true;
        }
    }

    /** Makes room for another line, on standard output or error. */
    public synchronized void clear() {
        if (onScreen) {
            terminal.print(ERASE_LINE);
            terminal.flush();
            onScreen = false;
        }
    }
}
