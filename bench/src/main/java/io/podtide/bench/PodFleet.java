package io.podtide.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The pods of the mock cluster and how they change. Resource versions are the microseconds since 1970 at which a state was
 * written to the watch, so that every record that comes of it tells how old it is.
 */
final class PodFleet {

    private static final List<PodShape> SHAPES = PodShape.all();
    private static final int STRIDE = 7919;

    private final long seed;
    private final int[] restarts;
    private long version = micros();
    private int next;

    PodFleet(int pods, long seed) {
        this.seed = seed;
        this.restarts = new int[pods];
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    int size() {
        return restarts.length;
    }

    /** The newest version there is. */
    synchronized long version() {
        return version;
    }

    /** A pod as it stands in a list. */
    synchronized void item(Bytes out, int pod) {
        write(out, pod);
    }

    /** A pod restarts: the line that a watch shows of it. */
    synchronized void change(Bytes out) {
        next = (next + STRIDE) % restarts.length;
        restarts[next]++;
        version = Math.max(version + 1, micros());
        out.add("{\"type\":\"MODIFIED\",\"object\":");
        write(out, next);
        out.add("}\n");
    }

    private void write(Bytes out, int pod) {
        SHAPES.get(pod % SHAPES.size()).write(out, new PodShape.Pod(pod, seed), version, restarts[pod]);
    }
}
