package io.podtide.detect.observation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One status of one pod, as far as detection needs it. Nothing that could hold a secret is in it: no environment, no
 * arguments, no annotations.
 *
 * @param workload what the pod belongs to; its namespace is the pod's
 * @param name {@code metadata.name}
 * @param uid {@code metadata.uid}; a pod recreated under its name has another
 * @param labels those chosen for routing, not all
 * @param resourceVersion {@code metadata.resourceVersion} as a number (comparable by KEP-5504), -1 where it is none
 * @param observedAt the observer's clock
 * @param delivery how the observer came by it
 * @param node {@code spec.nodeName}; null until bound
 * @param restartPolicy {@code spec.restartPolicy}
 * @param gated scheduling gates hold it back on purpose (KEP-3521)
 * @param createdAt {@code metadata.creationTimestamp}, whole seconds
 * @param startedAt {@code status.startTime}: when the kubelet took the pod on
 * @param deletionTimestamp {@code metadata.deletionTimestamp}: the request plus the grace period
 * @param finalizers {@code metadata.finalizers}
 * @param phase {@code status.phase}
 * @param reason {@code status.reason}, empty if absent
 * @param message {@code status.message}, empty if absent
 * @param conditions {@code status.conditions}
 * @param containers init, regular and ephemeral containers in the order of the status
 * @param ignored what its owner does not want to hear of, by label or annotation {@code podtide.io/ignore}: {@code
 *     restart-loop}, or {@code true} for everything
 */
public record PodStatus(
        Workload workload,
        String name,
        String uid,
        Map<String, String> labels,
        long resourceVersion,
        Instant observedAt,
        Delivery delivery,
        @Nullable String node,
        RestartPolicy restartPolicy,
        boolean gated,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant deletionTimestamp,
        List<String> finalizers,
        Phase phase,
        String reason,
        String message,
        List<PodCondition> conditions,
        List<ContainerStatus> containers,
        Set<String> ignored)
        implements Observation {

    public PodStatus {
        labels = Map.copyOf(labels);
        finalizers = List.copyOf(finalizers);
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
        ignored = Set.copyOf(ignored);
    }

    /** Its owner wants to hear of every kind. */
    public PodStatus(
            Workload workload,
            String name,
            String uid,
            Map<String, String> labels,
            long resourceVersion,
            Instant observedAt,
            Delivery delivery,
            @Nullable String node,
            RestartPolicy restartPolicy,
            boolean gated,
            @Nullable Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant deletionTimestamp,
            List<String> finalizers,
            Phase phase,
            String reason,
            String message,
            List<PodCondition> conditions,
            List<ContainerStatus> containers) {
        this(
                workload,
                name,
                uid,
                labels,
                resourceVersion,
                observedAt,
                delivery,
                node,
                restartPolicy,
                gated,
                createdAt,
                startedAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                message,
                conditions,
                containers,
                Set.of());
    }

    /** How the observer came by a status. */
    public enum Delivery {
        /** By a list: the state of now, of which nothing is news. */
        LISTED,
        /** By a watch: ADDED or MODIFIED. */
        CHANGED,
        /** The pod is gone; the status is the last one known. */
        DELETED
    }

    /** {@code spec.restartPolicy}. */
    public enum RestartPolicy {
        ALWAYS,
        ON_FAILURE,
        NEVER
    }

    /** {@code status.phase}. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN
    }

    @Override
    public String cluster() {
        return workload.cluster();
    }

    /** Record key of everything said about this pod: {@code cluster/uid}. */
    @Override
    public String key() {
        return ClusterKey.of(cluster(), uid);
    }

    /** Which of the pod's states it is. */
    public Version version() {
        return new Version(resourceVersion, observedAt);
    }

    /** The condition of this type, where the status has one. */
    public Optional<PodCondition> condition(String type) {
        return Optional.ofNullable(find(type));
    }

    /** The condition of this type is {@code True}. */
    public boolean holds(String type) {
        var condition = find(type);
        return condition != null && condition.isTrue();
    }

    private @Nullable PodCondition find(String type) {
        for (int i = 0; i < conditions.size(); i++) { // asked several times with every record: without an iterator
            if (conditions.get(i).type().equals(type)) {
                return conditions.get(i);
            }
        }
        return null;
    }

    /** Condition {@code Ready} is {@code True}. */
    public boolean ready() {
        return holds("Ready");
    }

    /** Deletion was asked for, or has happened. */
    public boolean leaving() {
        return deletionTimestamp != null || delivery == Delivery.DELETED;
    }

    /** Nothing owns it, so that nobody makes another. What owns a pod may be a pod itself: the driver of a Spark application. */
    public boolean bare() {
        return workload.kind().equals("Pod") && workload.name().equals(name);
    }

    /** What the API server shows of a static pod, under a name that its kubelet gives (pkg/kubelet/config/common.go). */
    public boolean mirror() {
        return bare() && node != null && name.endsWith("-" + node);
    }

    /** Phase Succeeded or Failed: no container of it will ever run again. */
    public boolean ended() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
