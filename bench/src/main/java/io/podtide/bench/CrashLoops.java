package io.podtide.bench;

import io.podtide.bench.PodShape.Pod;
import java.util.List;
import java.util.function.Consumer;

/**
 * Most changes are of healthy pods, which become ready anew; so many of 1,000 are crashes of the first pod of a workload. With
 * its third crash a pod meets the rule for restart loops, which waits for nothing: of that is said {@code DUE pod due written}, times in
 * microseconds since 1970.
 */
final class CrashLoops implements PodFleet {

    /** As the rule has it. */
    private static final int CRASHES = 3;

    /** So many others crash between two crashes of a pod, which are never in one batch. */
    private static final int APART = 20;

    private static final int STRIDE = 7919;

    private final List<PodShape> shapes = PodShape.crashing();
    private final int pods;
    private final long seed;
    private final int perMille;
    private final Consumer<String> told;
    private final long begun = PodFleet.micros();
    /** By workload, of its first pod. */
    private final int[] restarts;

    private final long[] started;
    private long version = begun;
    private int next;
    private long lines;
    private int crashes;

    CrashLoops(int pods, long seed, int perMille, Consumer<String> told) {
        this.pods = pods;
        this.seed = seed;
        this.perMille = perMille;
        this.told = told;
        this.restarts = new int[looping(pods)];
        this.started = new long[restarts.length];
    }

    /** How many restart loops so many pods can have, one a workload. */
    static int looping(int pods) {
        return pods / Pod.PODS_OF_A_WORKLOAD;
    }

    /** How many begin with so many changes. */
    static int begin(long changes, int perMille) {
        return Math.toIntExact(changes * perMille / 1000 / CRASHES);
    }

    @Override
    public int size() {
        return pods;
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
        version = Math.max(version + 1, dueMicros);
        out.add("{\"type\":\"MODIFIED\",\"object\":");
        boolean crashes = lines * perMille / 1000 != (lines + 1) * perMille / 1000;
        lines++;
        if (!crashes || !crash(out, dueMicros)) {
            next = (next + STRIDE) % pods;
            write(out, isFirst(next) ? next + 1 : next);
        }
        out.add("}\n");
    }

    /** The crashes of many pods take turns; false where it is the turn of one that is not there. */
    private boolean crash(Bytes out, long dueMicros) {
        int crash = crashes % CRASHES;
        int workload = crashes / CRASHES - crash * APART;
        crashes++;
        if (workload < 0 || workload >= restarts.length) {
            return false;
        }
        restarts[workload]++;
        started[workload] = version;
        int pod = workload * Pod.PODS_OF_A_WORKLOAD;
        write(out, pod);
        if (restarts[workload] == CRASHES) {
            told.accept("DUE " + pod + ' ' + dueMicros + ' ' + PodFleet.micros());
        }
        return true;
    }

    private static boolean isFirst(int pod) {
        return pod % Pod.PODS_OF_A_WORKLOAD == 0;
    }

    private void write(Bytes out, int pod) {
        int workload = pod / Pod.PODS_OF_A_WORKLOAD;
        boolean looping = isFirst(pod) && workload < restarts.length && restarts[workload] > 0;
        var state = looping
                ? new PodShape.State(version, started[workload], restarts[workload], true)
                : new PodShape.State(version, begun, 0, false);
        shapes.get(pod % shapes.size()).write(out, new Pod(pod, seed), state);
    }
}
