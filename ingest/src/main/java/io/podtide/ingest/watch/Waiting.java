package io.podtide.ingest.watch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thread waits for lines, of one answer after another; others may end its waiting by closing what it reads. */
final class Waiting {

    private @Nullable Closeable answer;
    private long since;
    private boolean brokenOff;
    private Duration silence = Duration.ZERO;

    /** The time it takes to handle a line does not count as silence. */
    boolean forLine(Lines lines, Closeable of) throws IOException {
        begins(of);
        var heard = false;
        try {
            heard = lines.next();
            return heard;
        } finally {
            ends(heard);
        }
    }

    private synchronized void begins(Closeable of) {
        answer = of;
        since = System.nanoTime();
        brokenOff = false;
    }

    private synchronized void ends(boolean heard) {
        answer = null;
        silence = heard ? Duration.ZERO : silence.plusNanos(System.nanoTime() - since);
    }

    /** How long it has waited in vain, all in all, since the last line or {@link #forgetSilence}. */
    synchronized Duration silence() {
        return silence;
    }

    synchronized void forgetSilence() {
        silence = Duration.ZERO;
    }

    synchronized void breakOffAfter(Duration silence) {
        if (System.nanoTime() - since > silence.toNanos()) {
            breakOff();
        }
    }

    synchronized void breakOff() {
        if (answer == null) {
            return;
        }
        brokenOff = true;
        try {
            answer.close();
        } catch (IOException e) {
            // The reader is told either way.
        }
    }

    synchronized boolean wasBrokenOff() {
        return brokenOff;
    }
}
