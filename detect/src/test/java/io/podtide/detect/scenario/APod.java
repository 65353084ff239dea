package io.podtide.detect.scenario;

import static io.podtide.detect.scenario.AContainer.aContainer;

import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pod's status in the making. A pod called {@code web-1} belongs to Deployment {@code shop/web}, has one container
 * {@code app}, and is created at the beginning of the story, unbound, where nothing else is said. Every step gives another.
 */
public record APod(
        String name,
        String workloadKind,
        String workload,
        RestartPolicy restartPolicy,
        @Nullable String node,
        boolean gated,
        @Nullable Instant createdAt,
        @Nullable Instant deletionTimestamp,
        List<String> finalizers,
        Phase phase,
        String reason,
        Map<String, PodCondition> conditions,
        List<AContainer> containers) {

    public APod {
        conditions = new TreeMap<>(conditions);
    }

    public static APod aPod(String name) {
        return new APod(
                name,
                "Deployment",
                name.replaceFirst("-\\d+$", ""),
                RestartPolicy.ALWAYS,
                null,
                false,
                Times.START,
                null,
                List.of(),
                Phase.PENDING,
                "",
                Map.of(),
                List.of(aContainer("app")));
    }

    public static APod aJobPod(String name) {
        var pod = aPod(name);
        return pod.of("Job", pod.workload).policy(RestartPolicy.NEVER);
    }

    public APod of(String kind, String owner) {
        return new APod(
                name,
                kind,
                owner,
                restartPolicy,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    public APod policy(RestartPolicy other) {
        return new APod(
                name,
                workloadKind,
                workload,
                other,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    /** Bound to a node, with the condition that says so. */
    public APod boundTo(String other, Instant at) {
        return on(other).condition("PodScheduled", "True", "", "", at);
    }

    /** {@code spec.nodeName}, and nothing else. */
    public APod on(@Nullable String other) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                other,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    public APod gated(boolean is) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                is,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    public APod createdAt(@Nullable Instant at) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                at,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    public APod deletedAt(@Nullable Instant timestamp) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                createdAt,
                timestamp,
                finalizers,
                phase,
                reason,
                conditions,
                containers);
    }

    public APod heldBy(String... names) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                List.of(names),
                phase,
                reason,
                conditions,
                containers);
    }

    public APod phase(Phase other) {
        return phase(other, "");
    }

    public APod phase(Phase other, String why) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                other,
                why,
                conditions,
                containers);
    }

    public APod with(AContainer... all) {
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                conditions,
                List.of(all));
    }

    /** Changes its containers of a role. */
    public APod each(Role role, UnaryOperator<AContainer> change) {
        return with(containers.stream()
                .map(c -> c.role() == role ? change.apply(c) : c)
                .toArray(AContainer[]::new));
    }

    /** Changes its regular containers. */
    public APod app(UnaryOperator<AContainer> change) {
        return each(Role.REGULAR, change);
    }

    public APod unschedulable(String message) {
        return condition("PodScheduled", "False", "Unschedulable", message, createdAt);
    }

    /** Condition {@code Ready}; its time stays where its status does not change. */
    public APod ready(boolean is, Instant at) {
        return condition("Ready", is ? "True" : "False", is ? "" : "ContainersNotReady", "", at);
    }

    public APod condition(String type, String status, String why, String message, @Nullable Instant at) {
        var known = conditions.get(type);
        var since = known != null && known.status().equals(status) ? known.since() : at;
        var next = new TreeMap<>(conditions);
        next.put(type, new PodCondition(type, status, why, message, since));
        return new APod(
                name,
                workloadKind,
                workload,
                restartPolicy,
                node,
                gated,
                createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                next,
                containers);
    }

    public Workload belongsTo() {
        return new Workload("prod", "", "shop", workloadKind, workload);
    }

    public String uid() {
        return "uid-" + name;
    }

    /** The status as an observer ships it. */
    public PodStatus status(long resourceVersion, Instant observedAt, Delivery delivery) {
        return new PodStatus(
                belongsTo(),
                name,
                uid(),
                Map.of(),
                resourceVersion,
                observedAt,
                delivery,
                node,
                restartPolicy,
                gated,
                createdAt,
                node == null ? null : createdAt,
                deletionTimestamp,
                finalizers,
                phase,
                reason,
                "",
                List.copyOf(conditions.values()),
                containers.stream().map(AContainer::status).toList());
    }
}
