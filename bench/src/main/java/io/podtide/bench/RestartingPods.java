package io.podtide.bench;

import java.util.List;

/**
 * Every change is a restart. A version is the time at which a state was written to the watch, so that every record that comes of
 * it tells how old it is.
 */
final class RestartingPods implements PodFleet {

    private static final List<PodShape> SHAPES = PodShape.all();
    private static final int STRIDE = 7919;

    private final long seed;
    private final int[] restarts;
    private long version = PodFleet.micros();
    private int next;

    RestartingPods(int pods, long seed) {
        this.seed = seed;
        this.restarts = new int[pods];
    }

    @Override
    public int size() {
        return restarts.length;
    }

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized void item(Bytes out, int pod) {
        write(out, pod);
    }

    @Override
    public synchronized void change(Bytes out, long dueMicros) {
        next = (next + STRIDE) % restarts.length;
        restarts[next]++;
        version = Math.max(version + 1, PodFleet.micros());
        out.add("{\"type\":\"MODIFIED\",\"object\":");
        write(out, next);
        out.add("}\n");
    }

    private void write(Bytes out, int pod) {
        var state = new PodShape.State(version, version, restarts[pod], false);
        SHAPES.get(pod % SHAPES.size()).write(out, new PodShape.Pod(pod, seed), state);
    }
}
