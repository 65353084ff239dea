package io.podtide.bench.flink;

import java.time.Duration;

/** Where on its way to running a pod stands still, and for how long it may. */
public enum Stage {
    NONE(0, false),
    UNATTENDED(5, false),
    UNSCHEDULABLE(5, false),
    IMAGE(2, true),
    CONFIG_ERROR(1, true),
    SETUP(5, false);

    /** Instead, while an autoscaler is at it. */
    static final long SCALING_UP = Duration.ofMinutes(10).toMillis();

    /** An error in a status must have stood this long. */
    private static final long SETTLED = Duration.ofSeconds(10).toMillis();

    private final long allowed;
    private final boolean settles;

    Stage(int minutes, boolean settles) {
        this.allowed = Duration.ofMinutes(minutes).toMillis();
        this.settles = settles;
    }

    /** When a pod that has been at this stage since then, and was seen there first at {@code seen}, is stuck. */
    long due(long since, long seen, boolean scalingUp) {
        long due = since + (this == UNSCHEDULABLE && scalingUp ? SCALING_UP : allowed);
        return settles ? Math.max(due, seen + SETTLED) : due;
    }
}
