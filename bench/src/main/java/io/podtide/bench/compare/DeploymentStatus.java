package io.podtide.bench.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A Deployment as its controller would report it. A recording has no Deployments, so it is worked out from its pods: it wants as many as it
 * has between rollouts, and one more while its ReplicaSet says that it cannot create one.
 */
final class DeploymentStatus {

    /** {@code spec.progressDeadlineSeconds} by default. */
    private static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);

    private final Subject deployment;
    private boolean blocked;
    private int wanted;
    private int updated;
    private int available;
    private String template = "";
    private boolean complete;
    private int progress;
    private Instant progressed;

    DeploymentStatus(Subject deployment, Instant at) {
        this.deployment = deployment;
        this.progressed = at;
    }

    /** Event FailedCreate. */
    void cannotCreate() {
        blocked = true;
    }

    void created() {
        blocked = false;
    }

    void update(Collection<PodState> pods, Instant at) {
        var live = pods.stream().filter(PodState::counts).toList();
        var newest = live.stream()
                .max(Comparator.comparing(PodState::created))
                .map(PodState::owner)
                .orElse(template);
        var current = live.stream().filter(pod -> pod.owner().equals(newest)).toList();
        updated = current.size();
        available = ready(live);
        if (updated == live.size() || wanted == 0) {
            wanted = Math.max(updated, live.size() - updated) + (blocked ? 1 : 0);
        }
        int reached = updated + ready(current) - (live.size() - updated);
        if (!newest.equals(template) || reached > progress) {
            complete &= newest.equals(template);
            template = newest;
            progress = reached;
            progressed = at;
        }
        complete |= updated == live.size() && updated >= wanted && available >= wanted;
    }

    private static int ready(List<PodState> pods) {
        return (int) pods.stream().filter(PodState::ready).count();
    }

    void addTo(List<Sample> samples, Instant at) {
        var namespace = deployment.namespace();
        var name = deployment.name();
        boolean stuck = !complete && progressed.plus(PROGRESS_DEADLINE).isBefore(at);
        samples.add(Sample.of("kube_deployment_spec_replicas", wanted, "namespace", namespace, "deployment", name));
        samples.add(Sample.of(
                "kube_deployment_status_replicas_available", available, "namespace", namespace, "deployment", name));
        samples.add(Sample.of(
                "kube_deployment_status_replicas_updated", updated, "namespace", namespace, "deployment", name));
        for (var status : PodSamples.STATUSES) {
            samples.add(Sample.of(
                    "kube_deployment_status_condition",
                    status.equals(Boolean.toString(!stuck)),
                    "namespace",
                    namespace,
                    "deployment",
                    name,
                    "condition",
                    "Progressing",
                    "status",
                    status));
        }
    }
}
