package io.podtide.detect.rule;

import java.time.Duration;

/**
 * All thresholds, one record a kind. {@link #DEFAULTS} is what applies where nobody says otherwise.
 */
public record Rules(
        RestartLoop restartLoop,
        Oom oom,
        Pending pending,
        Terminating terminating,
        NotReady notReady,
        Evicted evicted,
        PodFailed podFailed,
        CreateBlocked createBlocked,
        ClusterSilent clusterSilent,
        Resolve resolve) {

    public static final Rules DEFAULTS = new Rules(
            new RestartLoop(3, minutes(10), 5, minutes(30), 3, 2, minutes(10)),
            new Oom(2, hours(1), 3, 2, minutes(30), 3, minutes(10)),
            new Pending(minutes(1), minutes(2), minutes(5), minutes(10), minutes(5), minutes(5)),
            new Terminating(minutes(5), minutes(10)),
            new NotReady(minutes(1), minutes(15), minutes(10)),
            new Evicted(1),
            new PodFailed(3, minutes(10)),
            new CreateBlocked(2, minutes(1)),
            new ClusterSilent(Duration.ofSeconds(60)),
            new Resolve(minutes(5), minutes(30), hours(2)));

    /**
     * @param restarts of one container {@code within} open an incident
     * @param workloadRestarts over all pods of a workload {@code workloadWithin} do too; those of several containers of a pod at
     *     once are one
     * @param slowRestarts a day on each of {@code slowDays} days in a row do too
     * @param clearAfter without a restart, and Ready: over
     */
    public record RestartLoop(
            int restarts,
            Duration within,
            int workloadRestarts,
            Duration workloadWithin,
            int slowRestarts,
            int slowDays,
            Duration clearAfter) {}

    /**
     * @param kills of one container {@code within} open an incident
     * @param dailyKills of one container within 24 hours do too
     * @param workloadPods so many pods of a workload killed {@code workloadWithin} do too
     * @param nodePods so many pods on a node killed {@code nodeWithin} open one of the node
     */
    public record Oom(
            int kills,
            Duration within,
            int dailyKills,
            int workloadPods,
            Duration workloadWithin,
            int nodePods,
            Duration nodeWithin) {}

    /** How long a pod may stand in each stage of its start. */
    public record Pending(
            Duration configError,
            Duration image,
            Duration unschedulable,
            Duration scalingUp,
            Duration setup,
            Duration unattended) {}

    /**
     * @param afterGrace beyond {@code deletionTimestamp}, which already holds the grace period
     * @param finalizers the same where only finalizers hold the pod
     */
    public record Terminating(Duration afterGrace, Duration finalizers) {}

    /** The probe's own budget, kept between min and max; {@code withoutProbe} where there is no probe. */
    public record NotReady(Duration min, Duration max, Duration withoutProbe) {}

    /** @param pods so many evicted pods of a workload open an incident */
    public record Evicted(int pods) {}

    /** So many rejections by kubelets within that time open an incident. */
    public record PodFailed(int rejections, Duration within) {}

    /** So many FailedCreate Events, or one and that time, open an incident. */
    public record CreateBlocked(int events, Duration after) {}

    /** @param after so long without a heartbeat */
    public record ClusterSilent(Duration after) {}

    /**
     * @param hold how long a failure must be over before its incident is resolved; doubles with every reopening
     * @param holdMax the most it doubles to
     * @param reopenWithin an incident resolved less than this ago is reopened, not followed by another
     */
    public record Resolve(Duration hold, Duration holdMax, Duration reopenWithin) {}

    private static Duration minutes(int n) {
        return Duration.ofMinutes(n);
    }

    private static Duration hours(int n) {
        return Duration.ofHours(n);
    }
}
