package io.podtide.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * One watch: changes at the rate that is asked for, evenly, each flushed when no other is due, as the API server does; bookmarks
 * while there are none.
 */
final class WatchAnswer {

    private static final long BOOKMARK_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long IDLE_NANOS = Duration.ofMillis(5).toNanos();
    private static final long SECOND = 1_000_000_000;

    private final PodFleet fleet;
    private final OutputStream out;
    private final IntSupplier rate;
    private final Bytes line = new Bytes();
    private final Bytes size = new Bytes();

    WatchAnswer(PodFleet fleet, OutputStream out, IntSupplier rate) {
        this.fleet = fleet;
        this.out = out;
        this.rate = rate;
    }

    void run(int seconds) throws IOException {
        out.flush();
        var end = System.nanoTime() + seconds * SECOND;
        var bookmarked = System.nanoTime();
        var due = System.nanoTime();
        for (var now = due; now < end; now = System.nanoTime()) {
            var wanted = rate.getAsInt();
            if (wanted < 0) {
                change(now);
                due = now;
            } else if (wanted == 0) {
                if (now - bookmarked > BOOKMARK_NANOS) {
                    bookmarked = now;
                    bookmark();
                }
                out.flush();
                LockSupport.parkNanos(IDLE_NANOS);
                due = System.nanoTime();
            } else if (now >= due) {
                change(due);
                due += SECOND / wanted;
            } else {
                out.flush();
                LockSupport.parkNanos(due - now);
            }
        }
        out.write("0\r\n\r\n".getBytes(US_ASCII));
    }

    /** A server that was held up goes on with what should have been written meanwhile: the pace does not depend on who reads. */
    private void change(long due) throws IOException {
        line.clear();
        fleet.change(line, PodFleet.micros() - (System.nanoTime() - due) / 1_000);
        chunk();
    }

    private void bookmark() throws IOException {
        line.clear();
        line.add("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"")
                .add(fleet.version())
                .add("\"}}}\n");
        chunk();
    }

    private void chunk() throws IOException {
        size.clear();
        size.add(Integer.toHexString(line.length())).add("\r\n");
        size.writeTo(out);
        line.writeTo(out);
        out.write('\r');
        out.write('\n');
    }
}
