package io.podtide.ingest.lease;

import java.time.Duration;

/** Until when an API server has asked not to be asked. */
final class RetryAfter {

    private long until = System.nanoTime();

    /** @param wait zero where it asked for nothing */
    void asked(Duration wait) {
        until = System.nanoTime() + wait.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    /** What is left of it, but at least so long. */
    Duration orLonger(Duration usual) {
        var left = Duration.ofNanos(until - System.nanoTime()).plusMillis(1); // who waits does so by whole milliseconds
        return left.compareTo(usual) < 0 ? usual : left;
    }
}
