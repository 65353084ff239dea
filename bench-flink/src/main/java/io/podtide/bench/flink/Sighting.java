package io.podtide.bench.flink;

/**
 * What the detections need of a pod status, and no more: it is what goes over the network between the source and the pod's
 * state. A POJO in Flink's sense, so that Flink's own serializer takes it.
 */
public final class Sighting {

    /** What was seen. */
    public enum What {
        POD,
        /** An autoscaler makes a node for the pod. */
        SCALE_UP,
        /** Nothing of a pod; moves the watermark. */
        TIME
    }

    public What what = What.TIME;
    /** cluster/uid. */
    public String pod = "";
    /** cluster/namespace/kind/name. */
    public String workload = "";
    /** Observed at, milliseconds since 1970. */
    public long at;
    /** Created within the window of the restart rule: all of its restarts are news. */
    public boolean young;
    /** DELETED. */
    public boolean gone;
    /** Deletion was asked for. */
    public boolean leaving;
    /** When it has been terminating for too long, milliseconds since 1970; 0 unless it is. */
    public long leaveBy;
    /** What keeps it from running. */
    public Stage stage = Stage.NONE;
    /** Since when, milliseconds since 1970. */
    public long stageSince;
    /** It failed for good, and its controller makes another. */
    public boolean failedRun;
    /** Names; the arrays below are parallel. */
    public String[] containers = {};

    public int[] restarts = {};
    /** Number of the newest run that has ended; -1 if none. */
    public int[] ended = {};
    /** Of {@link Ends}. */
    public byte[] ends = {};
}
