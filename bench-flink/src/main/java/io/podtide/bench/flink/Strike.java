package io.podtide.bench.flink;

/** A restart or a kill that a workload remembers. */
public final class Strike {

    public boolean kill;
    public String pod = "";
    public String container = "";
    /** Milliseconds since 1970. */
    public long at;

    public boolean reboot;

    static Strike of(Sign sign) {
        var strike = new Strike();
        strike.kill = sign.what == Sign.What.KILLED_BY_MEMORY;
        strike.pod = sign.pod;
        strike.container = sign.container;
        strike.at = sign.at;
        strike.reboot = sign.reboot;
        return strike;
    }

    boolean isWithin(long end, long window) {
        return at <= end && at >= end - window;
    }

    boolean isOfContainer(Strike other) {
        return pod.equals(other.pod) && container.equals(other.container);
    }
}
