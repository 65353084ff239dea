package io.podtide.streams;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod of one container that goes through its life: {@code aPod("web").runs(minute(0)).restarts(1, minute(3))}. */
final class APod {

    private static final long MEMORY_LIMIT = 256L << 20;

    private final String name;
    private final String cluster;
    private final Workload workload;
    private final Instant createdAt;
    private final List<String> finalizers = new ArrayList<>();
    private @Nullable String node;
    private @Nullable Instant boundAt;
    private @Nullable Instant deletionTimestamp;
    private Phase phase = Phase.PENDING;
    private @Nullable PodCondition scheduled;
    private @Nullable PodCondition ready;
    private int restarts;
    private ContainerState state = new Waiting("ContainerCreating", "");
    private @Nullable Terminated last;
    private @Nullable Instant changedAt;

    private APod(String cluster, String workload, String name, Instant createdAt) {
        this.cluster = cluster;
        this.name = name;
        this.workload = new Workload(cluster, cluster + "-uid", "shop", "Deployment", workload);
        this.createdAt = createdAt;
    }

    /** {@code cart-1} is a pod of Deployment shop/cart. */
    static APod aPod(String cluster, String name, Instant createdAt) {
        return new APod(cluster, name.substring(0, name.lastIndexOf('-')), name, createdAt);
    }

    APod bound(String toNode, Instant at) {
        node = toNode;
        boundAt = at;
        scheduled = new PodCondition("PodScheduled", "True", "", "", at);
        return this;
    }

    APod unschedulable(String message, Instant at) {
        scheduled = new PodCondition("PodScheduled", "False", "Unschedulable", message, at);
        return this;
    }

    APod runs(Instant at) {
        state = new Running(at);
        phase = Phase.RUNNING;
        ready = new PodCondition("Ready", "True", "", "", at);
        return this;
    }

    APod waits(String reason, String message) {
        state = new Waiting(reason, message);
        ready = null;
        return this;
    }

    /** Its container has ended and, by the next status, runs again. */
    APod restarts(int exitCode, String reason, Instant at) {
        var began = state instanceof Running running && running.startedAt() != null ? running.startedAt() : createdAt;
        last = new Terminated(reason, "", exitCode, 0, began, at);
        restarts++;
        return runs(at);
    }

    APod restartsTimes(int times, Instant at) {
        restarts += times - 1;
        return restarts(1, "Error", at);
    }

    APod isOomKilled(Instant at) {
        return restarts(137, "OOMKilled", at);
    }

    APod isDeleted(Instant by) {
        deletionTimestamp = by;
        return this;
    }

    APod heldBy(String finalizer) {
        finalizers.add(finalizer);
        state = new Terminated("Completed", "", 0, 0, createdAt, deletionTimestamp);
        ready = null;
        return this;
    }

    /** Every status from now on is of this version: nothing about it changes. */
    APod unchangedSince(Instant at) {
        changedAt = at;
        return this;
    }

    String key() {
        return cluster + '/' + name + "-uid";
    }

    PodStatus at(Instant observedAt) {
        return status(observedAt, Delivery.CHANGED);
    }

    PodStatus listedAt(Instant observedAt) {
        return status(observedAt, Delivery.LISTED);
    }

    PodStatus goneAt(Instant observedAt) {
        return status(observedAt, Delivery.DELETED);
    }

    private PodStatus status(Instant observedAt, Delivery delivery) {
        var conditions = new ArrayList<PodCondition>();
        if (scheduled != null) {
            conditions.add(scheduled);
        }
        if (ready != null) {
            conditions.add(ready);
        }
        var container = new ContainerStatus(
                "app", Role.REGULAR, "example.com/app:1", restarts, ready != null, state, last, MEMORY_LIMIT, null);
        return new PodStatus(
                workload,
                name,
                name + "-uid",
                Map.of("team", "shop"),
                (changedAt == null ? observedAt : changedAt).toEpochMilli(),
                observedAt,
                delivery,
                node,
                RestartPolicy.ALWAYS,
                false,
                createdAt,
                boundAt,
                deletionTimestamp,
                finalizers,
                phase,
                "",
                "",
                conditions,
                List.of(container));
    }

    /** An Event about it. */
    KubeEvent warned(String reason, String message, Instant at) {
        return event(true, reason, message, at);
    }

    /** An Event about it of type Normal. */
    KubeEvent noted(String reason, String message, Instant at) {
        return event(false, reason, message, at);
    }

    private KubeEvent event(boolean warning, String reason, String message, Instant at) {
        return new KubeEvent(
                cluster,
                workload,
                name + '-' + reason + '-' + at.toEpochMilli(),
                at.toEpochMilli(),
                at,
                new Regarding("Pod", "shop", name, name + "-uid", "spec.containers{app}"),
                warning,
                reason,
                message,
                "kubelet",
                node,
                1,
                at,
                at);
    }
}
