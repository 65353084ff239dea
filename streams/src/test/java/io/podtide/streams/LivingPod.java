package io.podtide.streams;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import io.podtide.streams.LivingCluster.Deed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod of one container as its API server holds it. What it is told to do it does where scheduler and kubelet could have. */
final class LivingPod {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final List<Deed> RUNNING = List.of(
            Deed.CRASH,
            Deed.CRASH,
            Deed.CRASH_AND_START,
            Deed.CRASH_AND_START,
            Deed.KILL,
            Deed.KILL_AND_START,
            Deed.BECOME_UNREADY,
            Deed.BECOME_READY,
            Deed.EVICT,
            Deed.ASK_TO_GO,
            Deed.GO);

    final String name;
    final Workload workload;
    private final Instant createdAt;
    private @Nullable String node;
    private @Nullable PodCondition scheduled;
    private @Nullable PodCondition ready;
    private @Nullable Instant deletionTimestamp;
    private Phase phase = Phase.PENDING;
    private String reason = "";
    private int restarts;
    private boolean started;
    private ContainerState state = new Waiting("ContainerCreating", "");
    private @Nullable Terminated last;

    LivingPod(Workload workload, String name, Instant createdAt) {
        this.workload = workload;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** What may happen to it next; what happens more often is there more than once. */
    List<Deed> possible() {
        if (phase == Phase.FAILED) {
            return List.of(Deed.ASK_TO_GO, Deed.GO);
        }
        if (deletionTimestamp != null) {
            return List.of(Deed.CRASH, Deed.GO, Deed.GO);
        }
        if (node == null) {
            return List.of(Deed.REFUSE, Deed.BIND, Deed.BIND, Deed.ASK_TO_GO);
        }
        if (state instanceof Running) {
            return RUNNING;
        }
        return started
                ? List.of(Deed.START, Deed.START, Deed.START, Deed.BACK_OFF, Deed.ASK_TO_GO)
                : List.of(Deed.FAIL_TO_PULL, Deed.FAIL_TO_PULL, Deed.START, Deed.START, Deed.START, Deed.ASK_TO_GO);
    }

    boolean isRefused(Instant now) {
        if (node != null || deletionTimestamp != null) {
            return false;
        }
        scheduled = condition(scheduled, "PodScheduled", false, "Unschedulable", now);
        return true;
    }

    boolean isBound(Instant now) {
        if (node != null || deletionTimestamp != null) {
            return false;
        }
        node = "node-1";
        scheduled = condition(scheduled, "PodScheduled", true, "", now);
        return true;
    }

    boolean failsToPull() {
        if (node == null || started || phase != Phase.PENDING) {
            return false;
        }
        boolean again = state instanceof Waiting waiting && waiting.reason().equals("ErrImagePull");
        state = new Waiting(again ? "ImagePullBackOff" : "ErrImagePull", "manifest unknown");
        return true;
    }

    boolean starts(Instant now) {
        if (node == null || phase == Phase.FAILED || state instanceof Running) {
            return false;
        }
        if (state instanceof Terminated ended) {
            last = ended;
        }
        restarts += started ? 1 : 0;
        runs(now);
        return true;
    }

    boolean ends(String why, int code, Instant now) {
        if (!(state instanceof Running running)) {
            return false;
        }
        state = new Terminated(why, "", code, 0, running.startedAt(), now);
        ready = condition(ready, "Ready", false, "ContainersNotReady", now);
        return true;
    }

    /** Too fast to be seen: only {@code lastState} tells. */
    boolean restarts(String why, int code, Instant now) {
        if (!(state instanceof Running running)) {
            return false;
        }
        last = new Terminated(why, "", code, 0, running.startedAt(), now);
        restarts++;
        runs(now);
        return true;
    }

    boolean backsOff() {
        if (!(state instanceof Terminated ended) || phase == Phase.FAILED) {
            return false;
        }
        last = ended;
        state = new Waiting("CrashLoopBackOff", "back-off 10s restarting failed container=app pod=" + name);
        return true;
    }

    boolean becomes(boolean isReady, Instant now) {
        if (!(state instanceof Running) || (ready != null && ready.isTrue() == isReady)) {
            return false;
        }
        ready = condition(ready, "Ready", isReady, isReady ? "" : "ContainersNotReady", now);
        return true;
    }

    boolean mayBeEvicted() {
        return deletionTimestamp == null && state instanceof Running;
    }

    boolean isEvicted(Instant now) {
        if (!mayBeEvicted() || !ends("Error", 137, now)) {
            return false;
        }
        phase = Phase.FAILED;
        reason = "Evicted";
        return true;
    }

    boolean isAskedToGo(Instant now) {
        if (deletionTimestamp != null) {
            return false;
        }
        deletionTimestamp = now.plus(GRACE);
        return true;
    }

    private void runs(Instant now) {
        started = true;
        phase = Phase.RUNNING;
        state = new Running(now);
        ready = condition(ready, "Ready", true, "", now);
    }

    /** Its time stays where its status does not change. */
    private static PodCondition condition(
            @Nullable PodCondition known, String type, boolean is, String reason, Instant now) {
        var status = is ? "True" : "False";
        var since = known != null && known.status().equals(status) ? known.since() : now;
        return new PodCondition(type, status, reason, is ? "" : "0/3 nodes are available: 3 Insufficient cpu.", since);
    }

    String uid() {
        return name + "-uid";
    }

    PodStatus status(long version, Instant observedAt, Delivery delivery) {
        var container = new ContainerStatus(
                "app",
                Role.REGULAR,
                "example.com/app:1",
                restarts,
                ready != null && ready.isTrue(),
                state,
                last,
                1L << 28,
                null);
        return new PodStatus(
                workload,
                name,
                uid(),
                Map.of(),
                version,
                observedAt,
                delivery,
                node,
                RestartPolicy.ALWAYS,
                false,
                createdAt,
                node == null ? null : createdAt,
                deletionTimestamp,
                List.of(),
                phase,
                reason,
                reason.isEmpty() ? "" : "The node was low on resource: memory.",
                Stream.of(scheduled, ready).filter(Objects::nonNull).toList(),
                List.of(container));
    }
}
