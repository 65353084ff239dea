package io.podtide.streams;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster in which things happen as they may, and what an ingestor that misses nothing ships of it. */
final class LivingCluster {

    /** What may happen to a pod, its controller or its node. */
    enum Deed {
        CREATE,
        REFUSE,
        BIND,
        FAIL_TO_PULL,
        START,
        CRASH,
        KILL,
        BACK_OFF,
        CRASH_AND_START,
        KILL_AND_START,
        BECOME_UNREADY,
        BECOME_READY,
        EVICT,
        ASK_TO_GO,
        GO,
        REFUSE_TO_CREATE,
        LOSE_NODE,
        AIL_NODE,
        FIND_NODE
    }

    /**
     * @param pod whose turn it is
     * @param choice which of the deeds that are possible then
     * @param after seconds since the act before
     */
    record Act(int pod, int choice, int after) {}

    private static final List<Deed> UNMADE =
            List.of(Deed.CREATE, Deed.CREATE, Deed.CREATE, Deed.CREATE, Deed.REFUSE_TO_CREATE);

    /** What may happen to the node, by what happened to it last. */
    private static final Map<Deed, List<Deed>> NODE = Map.of(
            Deed.FIND_NODE, List.of(Deed.LOSE_NODE, Deed.AIL_NODE),
            Deed.AIL_NODE, List.of(Deed.LOSE_NODE, Deed.FIND_NODE),
            Deed.LOSE_NODE, List.of(Deed.FIND_NODE));

    private static final Instant NODE_CREATED_AT = Times.START.minus(Duration.ofDays(1));
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration KILLS_WITHIN = Duration.ofMillis(1_200);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(40);
    private static final int PODS_OF_A_WORKLOAD = 2;

    private final List<Observation> seen = new ArrayList<>();
    private final Map<Integer, LivingPod> pods = new HashMap<>();
    private final Map<String, KubeEvent> events = new HashMap<>();
    private Instant now = Times.START;
    private Instant nextBeat = Times.START;
    private long version = 100;
    private int generation;
    private Deed node = Deed.FIND_NODE;

    private LivingCluster() {}

    /** All that is shipped, until what happened has settled. */
    static List<Observation> history(List<Act> acts) {
        var cluster = new LivingCluster();
        acts.forEach(cluster::act);
        cluster.pass(SETTLES_WITHIN);
        return cluster.seen;
    }

    private void act(Act act) {
        pass(Duration.ofSeconds(act.after()));
        var pod = pods.get(act.pod());
        var possible = new ArrayList<>(pod == null ? UNMADE : pod.possible());
        possible.addAll(NODE.getOrDefault(node, List.of()));
        var deed = possible.get(act.choice() % possible.size());
        if (NODE.containsKey(deed)) {
            node(deed);
        } else if (pod == null) {
            makes(act.pod(), deed);
        } else if (deed == Deed.GO) {
            pods.remove(act.pod());
            ship(pod, Delivery.DELETED);
        } else if (does(pod, deed)) {
            ship(pod, Delivery.CHANGED);
        }
    }

    private void makes(int slot, Deed deed) {
        var owner = slot / PODS_OF_A_WORKLOAD == 0 ? "web" : "api";
        var workload = new Workload("prod", "", "shop", "Deployment", owner);
        if (deed == Deed.REFUSE_TO_CREATE) {
            event(workload, "ReplicaSet", owner + "-5f", true, "FailedCreate", "exceeded quota: q", generation);
            return;
        }
        var pod = new LivingPod(workload, owner + "-5f-" + generation, apiTime());
        pods.put(slot, pod);
        event(workload, "ReplicaSet", owner + "-5f", false, "SuccessfulCreate", "Created " + pod.name, generation);
        ship(pod, Delivery.CHANGED);
        generation++;
    }

    private boolean does(LivingPod pod, Deed deed) {
        var at = apiTime();
        return switch (deed) {
            case REFUSE -> pod.isRefused(at) && says(pod, "FailedScheduling", "0/3 nodes are available.");
            case BIND -> pod.isBound(at);
            case FAIL_TO_PULL -> pod.failsToPull() && says(pod, "Failed", "Failed to pull image: not found");
            case START -> pod.starts(at);
            case CRASH -> pod.ends("Error", 1, at);
            case KILL -> pod.ends("OOMKilled", 137, at);
            case BACK_OFF -> pod.backsOff() && says(pod, "BackOff", "Back-off restarting failed container app");
            case CRASH_AND_START -> pod.restarts("Error", 1, at);
            case KILL_AND_START -> pod.restarts("OOMKilled", 137, at);
            case BECOME_UNREADY -> pod.becomes(false, at) && says(pod, "Unhealthy", "Readiness probe failed: 503");
            case BECOME_READY -> pod.becomes(true, at);
            case EVICT -> evicts(pod);
            case ASK_TO_GO -> pod.isAskedToGo(at);
            default -> false;
        };
    }

    /** The kubelet says so first, and then takes its time to end the containers. */
    private boolean evicts(LivingPod pod) {
        if (!pod.mayBeEvicted()) {
            return false;
        }
        says(pod, "Evicted", "The node was low on resource: memory.");
        pass(KILLS_WITHIN);
        return pod.isEvicted(apiTime());
    }

    private void node(Deed deed) {
        node = deed;
        var ready = switch (deed) {
            case LOSE_NODE -> nodeReady("Unknown", "NodeStatusUnknown");
            case AIL_NODE -> nodeReady("False", "KubeletNotReady");
            default -> nodeReady("True", "");
        };
        tick();
        seen.add(new NodeStatus(
                "prod",
                "",
                "node-1",
                "n1",
                ++version,
                now,
                Delivery.CHANGED,
                false,
                List.of(),
                NODE_CREATED_AT,
                List.of(ready)));
    }

    private PodCondition nodeReady(String status, String reason) {
        return new PodCondition("Ready", status, reason, "", apiTime());
    }

    private void ship(LivingPod pod, Delivery delivery) {
        tick();
        seen.add(pod.status(++version, now, delivery));
    }

    private boolean says(LivingPod pod, String reason, String message) {
        event(pod.workload, "Pod", pod.name, true, reason, message, 0);
        return true;
    }

    /** The API server folds what is said again into one Event. */
    private void event(
            Workload workload, String kind, String name, boolean warning, String reason, String message, int n) {
        tick();
        var uid = name + '-' + reason + '-' + n;
        var before = events.get(uid);
        var component = reason.equals("FailedScheduling") ? "default-scheduler" : "kubelet";
        var event = new KubeEvent(
                "prod",
                workload,
                uid,
                ++version,
                now,
                new Regarding(kind, "shop", name, name + "-uid", kind.equals("Pod") ? "spec.containers{app}" : ""),
                warning,
                reason,
                message,
                component,
                null,
                before == null ? 1 : before.count() + 1,
                before == null ? apiTime() : before.firstAt(),
                apiTime());
        events.put(uid, event);
        seen.add(event);
    }

    /** Its times are whole seconds. */
    private Instant apiTime() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** No two things happen at one time. */
    private void tick() {
        now = now.plusMillis(20);
    }

    private void pass(Duration time) {
        var until = now.plus(time);
        while (!nextBeat.isAfter(until)) {
            now = nextBeat;
            seen.add(new ClusterClock("prod", now, Mark.HEARTBEAT, null));
            nextBeat = nextBeat.plus(HEARTBEAT);
        }
        now = until.isAfter(now) ? until : now;
    }
}
