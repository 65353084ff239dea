package io.podtide.wire.avro;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.schema.Delivery;
import io.podtide.schema.PodStatusChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@link PodStatus} as Avro. */
public final class PodStatusAvro {

    private PodStatusAvro() {}

    public static PodStatusChanged toAvro(PodStatus pod) {
        return new PodStatusChanged(
                WorkloadAvro.toAvro(pod.workload()),
                pod.name(),
                pod.uid(),
                SortedMap.of(pod.labels()),
                pod.resourceVersion(),
                pod.observedAt(),
                Delivery.valueOf(pod.delivery().name()),
                pod.node(),
                text(pod.restartPolicy()),
                pod.gated(),
                pod.createdAt(),
                pod.startedAt(),
                pod.deletionTimestamp(),
                pod.finalizers(),
                text(pod.phase()),
                pod.reason(),
                pod.message(),
                pod.conditions().stream().map(PodConditionAvro::toAvro).toList(),
                pod.containers().stream().map(ContainerAvro::toAvro).toList(),
                pod.ignored().stream().sorted().toList());
    }

    public static PodStatus fromAvro(PodStatusChanged avro) {
        return new PodStatus(
                WorkloadAvro.fromAvro(avro.getWorkload()),
                avro.getName(),
                avro.getUid(),
                avro.getLabels(),
                avro.getResourceVersion(),
                avro.getObservedAt(),
                PodStatus.Delivery.valueOf(avro.getDelivery().name()),
                avro.getNode(),
                restartPolicy(avro.getRestartPolicy()),
                avro.getGated(),
                avro.getCreatedAt(),
                avro.getStartedAt(),
                avro.getDeletionTimestamp(),
                avro.getFinalizers(),
                phase(avro.getPhase()),
                avro.getReason(),
                avro.getMessage(),
                each(avro.getConditions(), PodConditionAvro::fromAvro),
                each(avro.getContainers(), ContainerAvro::fromAvro),
                Set.copyOf(avro.getIgnored()));
    }

    /** Of every record that is read, so no stream. */
    private static <A, T> List<T> each(List<A> all, Function<A, T> form) {
        var formed = new ArrayList<T>(all.size());
        for (var one : all) {
            formed.add(form.apply(one));
        }
        return formed;
    }

    /** Kubernetes' own spelling is on the wire, not ours. */
    private static String text(RestartPolicy policy) {
        return switch (policy) {
            case ALWAYS -> "Always";
            case ON_FAILURE -> "OnFailure";
            case NEVER -> "Never";
        };
    }

    private static RestartPolicy restartPolicy(String text) {
        return switch (text) {
            case "OnFailure" -> RestartPolicy.ON_FAILURE;
            case "Never" -> RestartPolicy.NEVER;
            default -> RestartPolicy.ALWAYS;
        };
    }

    private static String text(Phase phase) {
        return switch (phase) {
            case PENDING -> "Pending";
            case RUNNING -> "Running";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case UNKNOWN -> "Unknown";
        };
    }

    private static Phase phase(String text) {
        return switch (text) {
            case "Pending" -> Phase.PENDING;
            case "Running" -> Phase.RUNNING;
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            default -> Phase.UNKNOWN;
        };
    }
}
