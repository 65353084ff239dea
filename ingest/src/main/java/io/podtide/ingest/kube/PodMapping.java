package io.podtide.ingest.kube;

import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import java.time.Instant;
import java.util.List;

/** A Pod as a {@link PodStatus}. */
record PodMapping(Cluster cluster, RoutingLabels routing) {

    /** Whoever may create a pod may give it thousands: a record that Kafka does not take would hold up all others. */
    private static final int MOST_FINALIZERS = 20;

    private static final ObjectSpec NO_SPEC =
            new ObjectSpec("", "", List.of(), List.of(), List.of(), List.of(), null, false, List.of());

    Sighting see(ObjectMeta meta, KubeObject pod, Instant observedAt, Delivery delivery) {
        var spec = pod.spec() == null ? NO_SPEC : pod.spec();
        var status = pod.status() == null ? ObjectStatus.ofWord("") : pod.status();
        return new Sighting.Seen(new PodStatus(
                Owners.workload(cluster, meta),
                meta.name(),
                meta.uid(),
                routing.chosenFrom(meta.labels()),
                meta.version(),
                observedAt,
                delivery,
                spec.nodeName().isEmpty() ? null : spec.nodeName(),
                restartPolicy(spec.restartPolicy()),
                !spec.schedulingGates().isEmpty(),
                meta.creationTimestamp(),
                status.startTime(),
                meta.deletionTimestamp(),
                meta.finalizers().stream().limit(MOST_FINALIZERS).toList(),
                phase(status.phase()),
                reason(status),
                status.message(),
                status.conditions().stream().map(PodMapping::condition).toList(),
                ContainerMapping.containers(spec, status),
                OptOut.of(meta)));
    }

    /** Tools that rewrite dumps put what kubectl prints as STATUS into the phase; no phase of that name exists. */
    private static String reason(ObjectStatus status) {
        boolean strange =
                phase(status.phase()) == Phase.UNKNOWN && !status.phase().equals("Unknown");
        return strange && status.reason().isEmpty() ? status.phase() : status.reason();
    }

    static PodCondition condition(ObjectStatus.Condition condition) {
        return new PodCondition(
                condition.type(),
                condition.status(),
                condition.reason(),
                condition.message(),
                condition.lastTransitionTime());
    }

    private static RestartPolicy restartPolicy(String policy) {
        return switch (policy) {
            case "OnFailure" -> RestartPolicy.ON_FAILURE;
            case "Never" -> RestartPolicy.NEVER;
            default -> RestartPolicy.ALWAYS;
        };
    }

    private static Phase phase(String phase) {
        return switch (phase) {
            case "Pending" -> Phase.PENDING;
            case "Running" -> Phase.RUNNING;
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            default -> Phase.UNKNOWN;
        };
    }
}
