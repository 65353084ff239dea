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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pod's status in the making. A pod called {@code web-1} belongs to Deployment {@code shop/web}, has one container
 * {@code app}, and is created at the beginning of the story, unbound, where nothing else is said. Every step gives another.
 */
public final class APod {

    private final String name;
    private String workloadKind = "Deployment";
    private String workload;
    private RestartPolicy restartPolicy = RestartPolicy.ALWAYS;
    private @Nullable String node;
    private boolean gated;
    private @Nullable Instant createdAt = Times.START;
    private @Nullable Instant deletionTimestamp;
    private List<String> finalizers = List.of();
    private Phase phase = Phase.PENDING;
    private String reason = "";
    private String message = "";
    private Map<String, PodCondition> conditions = new TreeMap<>();
    private List<AContainer> containers = List.of(aContainer("app"));
    private Map<String, String> labels = Map.of();
    private Set<String> ignored = Set.of();

    private APod(String name) {
        this.name = name;
        this.workload = name.replaceFirst("-\\d+$", "");
    }

    public static APod aPod(String name) {
        return new APod(name);
    }

    public static APod aJobPod(String name) {
        var pod = aPod(name);
        return pod.of("Job", pod.workload).policy(RestartPolicy.NEVER);
    }

    public APod of(String kind, String owner) {
        return but(pod -> {
            pod.workloadKind = kind;
            pod.workload = owner;
        });
    }

    public APod policy(RestartPolicy other) {
        return but(pod -> pod.restartPolicy = other);
    }

    /** Bound to a node, with the condition that says so. */
    public APod boundTo(String other, Instant at) {
        return on(other).condition("PodScheduled", "True", "", "", at);
    }

    /** {@code spec.nodeName}, and nothing else. */
    public APod on(@Nullable String other) {
        return but(pod -> pod.node = other);
    }

    public APod gated(boolean is) {
        return but(pod -> pod.gated = is);
    }

    public APod createdAt(@Nullable Instant at) {
        return but(pod -> pod.createdAt = at);
    }

    public APod deletedAt(@Nullable Instant timestamp) {
        return but(pod -> pod.deletionTimestamp = timestamp);
    }

    public APod heldBy(String... names) {
        return but(pod -> pod.finalizers = List.of(names));
    }

    public APod phase(Phase other) {
        return phase(other, "");
    }

    public APod phase(Phase other, String why) {
        return but(pod -> {
            pod.phase = other;
            pod.reason = why;
        });
    }

    public APod saying(String words) {
        return but(pod -> pod.message = words);
    }

    public APod with(AContainer... all) {
        return but(pod -> pod.containers = List.of(all));
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
        return but(pod -> pod.conditions.put(type, new PodCondition(type, status, why, message, since)));
    }

    public APod labelled(String key, String value) {
        return but(pod -> pod.labels = Map.of(key, value));
    }

    /** Its owner does not want to hear of these. */
    public APod ignoring(String... words) {
        return but(pod -> pod.ignored = Set.of(words));
    }

    public String name() {
        return name;
    }

    public String uid() {
        return "uid-" + name;
    }

    public @Nullable String node() {
        return node;
    }

    public @Nullable Instant deletionTimestamp() {
        return deletionTimestamp;
    }

    private APod but(Consumer<APod> change) {
        var other = new APod(name);
        other.workloadKind = workloadKind;
        other.workload = workload;
        other.restartPolicy = restartPolicy;
        other.node = node;
        other.gated = gated;
        other.createdAt = createdAt;
        other.deletionTimestamp = deletionTimestamp;
        other.finalizers = finalizers;
        other.phase = phase;
        other.reason = reason;
        other.message = message;
        other.conditions = new TreeMap<>(conditions);
        other.containers = containers;
        other.labels = labels;
        other.ignored = ignored;
        change.accept(other);
        return other;
    }

    public Workload belongsTo() {
        return new Workload("prod", "", "shop", workloadKind, workload);
    }

    /** The status as an observer ships it. */
    public PodStatus status(long resourceVersion, Instant observedAt, Delivery delivery) {
        return new PodStatus(
                belongsTo(),
                name,
                uid(),
                labels,
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
                message,
                List.copyOf(conditions.values()),
                containers.stream().map(AContainer::status).toList(),
                ignored);
    }
}
