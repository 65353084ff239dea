package io.podtide.bench.flink;

/** Something that a pod shows, for its workload. */
public final class Sign {

    /** What it shows. */
    public enum What {
        RESTARTED,
        KILLED_BY_MEMORY,
        PENDING,
        NOT_PENDING,
        TERMINATING,
        GONE
    }

    public What what = What.GONE;
    public String workload = "";
    public String pod = "";
    public String container = "";
    /** Milliseconds since 1970. */
    public long at;
    /** Of restarts and kills. */
    public int count;
    /** A restart that a reboot of the node explains: none of the workload's. */
    public boolean reboot;

    static Sign of(What what, String workload, String pod, long at) {
        var sign = new Sign();
        sign.what = what;
        sign.workload = workload;
        sign.pod = pod;
        sign.at = at;
        return sign;
    }

    Sign of(String ofContainer, int times, boolean byReboot) {
        container = ofContainer;
        count = times;
        reboot = byReboot;
        return this;
    }
}
