package io.podtide.bench.flink;

/** What is kept of a pod. */
public final class PodMemory {

    public String workload = "";
    /** Names; the arrays below are parallel. */
    public String[] containers = {};

    public int[] restarts = {};
    /** Number of the newest run whose end was counted. */
    public int[] ended = {};

    public Stage stage = Stage.NONE;
    public long stageSince;
    public long stageSeen;
    public boolean scalingUp;
    /** Timer of the stage, milliseconds since 1970; 0 if none is set. */
    public long stageDue;
    /** It has been said that the pod is stuck at its start. */
    public boolean stuck;
    /** Timer of its going, milliseconds since 1970; 0 if none is set. */
    public long leaveDue;
    /** It has been said that the pod does not go. */
    public boolean overstays;

    public boolean failedRun;

    /** Where a container stands in the arrays; -1 if it has not been seen. */
    int indexOf(String container) {
        for (int i = 0; i < containers.length; i++) {
            if (containers[i].equals(container)) {
                return i;
            }
        }
        return -1;
    }
}
