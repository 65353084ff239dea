package io.podtide.wire;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values in which every field has another value than its neighbours, and values in which everything is absent. */
public final class Samples {

    private static final Workload WORKLOAD = new Workload("eu-1", "kube-system-uid", "shop", "Deployment", "cart");
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            "MEMORY_LIMIT_EXCEEDED",
            Map.of("limit", "256Mi", "container", "app", "exitCode", "137"),
            List.of(
                    new Evidence(at(61), "container app", "OOMKilled", "out of memory", 1),
                    new Evidence(at(60), "Event kubelet", "BackOff", "", 7)));

    private Samples() {}

    /** Some seconds, and some milliseconds, after a moment. */
    public static Instant at(int seconds) {
        return Instant.parse("2026-03-01T10:00:00.123Z").plusSeconds(seconds);
    }

    public static PodStatus pod() {
        return new PodStatus(
                WORKLOAD,
                "cart-5d9",
                "pod-uid",
                Map.of("team", "shop", "tier", "web", "app", "cart"),
                4_711_000_000L,
                at(1),
                Delivery.LISTED,
                "node-7",
                RestartPolicy.ON_FAILURE,
                true,
                at(2),
                at(3),
                at(4),
                List.of("example.com/a", "example.com/b"),
                Phase.RUNNING,
                "Evicted",
                "The node was low on memory",
                List.of(
                        new PodCondition("Ready", "False", "ContainersNotReady", "no: [app]", at(5)),
                        new PodCondition("PodScheduled", "True", "", "", null)),
                List.of(
                        container("init", Role.INIT, new Terminated("Completed", "done", 0, 0, at(6), at(7)), null),
                        container("proxy", Role.SIDECAR, new Running(at(8)), null),
                        container(
                                "app",
                                Role.REGULAR,
                                new Waiting("CrashLoopBackOff", "back-off 40s"),
                                new Terminated("OOMKilled", "killed", 137, 9, at(9), at(10))),
                        new ContainerStatus(
                                "debug",
                                Role.EPHEMERAL,
                                "",
                                0,
                                false,
                                new Running(null),
                                new Terminated("", "", 1, 0, null, null),
                                null,
                                null)),
                Set.of("oom", "pending"));
    }

    private static ContainerStatus container(
            String name,
            Role role,
            io.podtide.detect.observation.ContainerState state,
            io.podtide.detect.observation.ContainerState.Terminated last) {
        return new ContainerStatus(
                name, role, "example.com/" + name + ":1", 3, true, state, last, 268_435_456L, Duration.ofSeconds(40));
    }

    public static PodStatus barePod() {
        return barePod("u", Phase.UNKNOWN, RestartPolicy.ALWAYS);
    }

    public static PodStatus barePod(@Nullable String uid, Phase phase, RestartPolicy policy) {
        return new PodStatus(
                new Workload("c", "", "n", "Pod", "p"),
                "p",
                uid,
                Map.of(),
                -1,
                at(0),
                Delivery.DELETED,
                null,
                policy,
                false,
                null,
                null,
                null,
                List.of(),
                phase,
                "",
                "",
                List.of(),
                List.of());
    }

    public static KubeEvent event() {
        return new KubeEvent(
                "eu-1",
                WORKLOAD,
                "event-uid",
                12,
                at(1),
                new Regarding("Pod", "shop", "cart-5d9", "pod-uid", "spec.containers{app}"),
                true,
                "BackOff",
                "Back-off restarting failed container",
                "kubelet",
                "node-7",
                17,
                at(2),
                at(3));
    }

    public static KubeEvent bareEvent() {
        return new KubeEvent(
                "c",
                null,
                "u",
                -1,
                at(0),
                new Regarding("Node", "", "n", "", ""),
                false,
                "",
                "",
                "",
                null,
                1,
                at(0),
                at(0));
    }

    public static NodeStatus node() {
        return new NodeStatus(
                "eu-1",
                "cluster-uid",
                "node-a",
                "node-uid",
                77,
                at(1),
                Delivery.LISTED,
                true,
                List.of("dedicated=db:NoSchedule"),
                at(2),
                List.of(new PodCondition("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting", at(3))));
    }

    public static ClusterClock clock() {
        return new ClusterClock("eu-1", at(1), ClusterClock.Mark.SYNCED, at(2));
    }

    public static ClusterClock partlySeenClock() {
        return new ClusterClock(
                "eu-1",
                at(1),
                ClusterClock.Mark.HEARTBEAT,
                null,
                List.of(
                        new Unseen(Part.EVENTS, Reason.FORBIDDEN, at(0)),
                        new Unseen(Part.NODES, Reason.UNREACHABLE, at(1))));
    }

    public static ClusterClock bareClock() {
        return new ClusterClock("eu-1", at(1), ClusterClock.Mark.HEARTBEAT, null);
    }

    public static SymptomChange symptom() {
        return new SymptomChange(
                        WORKLOAD,
                        new PodRef("pod-uid", "cart-5d9", "node-7"),
                        Symptom.RESTARTS,
                        Change.OCCURRED,
                        at(1),
                        at(2),
                        "app",
                        "example.com/cart:1",
                        3,
                        Duration.ofMillis(1_234),
                        true,
                        DIAGNOSIS,
                        Map.of("team", "shop", "tier", "web"),
                        "3 restarts in 10m")
                .seen(at(3));
    }

    public static SymptomChange bareSymptom() {
        return new SymptomChange(
                WORKLOAD,
                new PodRef("u", "p", null),
                Symptom.WELL,
                Change.ONSET,
                at(1),
                at(2),
                null,
                null,
                0,
                null,
                false,
                Diagnosis.NONE,
                Map.of(),
                "");
    }

    public static Incident incident() {
        return new Incident(
                "7d0a8f8e-6a2b-5c1d-9e3f-0123456789ab",
                4,
                State.RESOLVED,
                Kind.OOM,
                Scope.WORKLOAD,
                Severity.CRITICAL,
                "eu-1",
                "kube-system-uid",
                "shop",
                "Deployment",
                "cart",
                "node-7",
                "app",
                List.of(
                        new Member("cart-5d9", "pod-uid", "node-7", at(1)),
                        new Member("cart-6e0", "uid-2", null, at(2))),
                22,
                DIAGNOSIS.cause(),
                DIAGNOSIS.detail(),
                DIAGNOSIS.evidence(),
                "cart runs out of memory",
                "Raise the limit:\n  kubectl -n shop set resources ...",
                at(3),
                at(4),
                at(5),
                at(6),
                Resolution.REPLACED,
                5_000_000_000L,
                2,
                "11111111-2222-5333-8444-555555555555",
                Map.of("tier", "web", "team", "shop"),
                "2 kills in 1h",
                new Muted(at(7), "platform", "load tests"));
    }

    public static Incident bareIncident() {
        return new Incident(
                "id",
                1,
                State.OPEN,
                Kind.CLUSTER_SILENT,
                Scope.CLUSTER,
                Severity.INFO,
                "c",
                "",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                0,
                Diagnosis.UNKNOWN_CAUSE,
                Map.of(),
                List.of(),
                "",
                "",
                at(0),
                at(0),
                at(0),
                null,
                null,
                0,
                0,
                null,
                Map.of(),
                "",
                null);
    }
}
