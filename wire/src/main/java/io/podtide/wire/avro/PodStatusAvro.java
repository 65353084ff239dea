package io.podtide.wire.avro;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.schema.PodStatusChanged;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroLayout;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.AvroPart;
import io.podtide.wire.format.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link PodStatus} as Avro: most records are one. */
public final class PodStatusAvro {

    public static final AvroLayout<PodStatus> LAYOUT =
            new AvroLayout<>(PodStatusChanged.getClassSchema(), PodStatusAvro::write, PodStatusAvro::read);

    private static final Symbols<Delivery> DELIVERIES =
            Symbols.of(Delivery.values(), io.podtide.schema.Delivery.values());

    private static final AvroPart<Map<String, String>> LABELS =
            new AvroPart<>(AvroInput::passTextsByName, in -> Map.copyOf(in.eachByName(AvroInput::word)));

    private PodStatusAvro() {}

    public static void write(AvroOutput out, PodStatus pod) {
        WorkloadAvro.write(out, pod.workload());
        out.text(pod.name());
        out.text(pod.uid());
        out.each(pod.labels(), AvroOutput::text);
        out.number(pod.resourceVersion());
        out.time(pod.observedAt());
        DELIVERIES.write(out, pod.delivery());
        out.optionalText(pod.node());
        out.text(text(pod.restartPolicy()));
        out.bool(pod.gated());
        out.optionalTime(pod.createdAt());
        out.optionalTime(pod.startedAt());
        out.optionalTime(pod.deletionTimestamp());
        out.each(pod.finalizers(), AvroOutput::text);
        out.text(text(pod.phase()));
        out.text(pod.reason());
        out.text(pod.message());
        out.each(pod.conditions(), PodConditionAvro::write);
        out.each(pod.containers(), ContainerAvro::write);
        out.each(sorted(pod.ignored()), AvroOutput::text);
    }

    public static PodStatus read(AvroInput in) {
        return new PodStatus(
                WorkloadAvro.read(in),
                in.text(),
                in.text(),
                in.known(LABELS),
                in.number(),
                in.time(),
                DELIVERIES.read(in),
                in.optionalWord(),
                restartPolicy(in.word()),
                in.bool(),
                in.optionalTime(),
                in.optionalTime(),
                in.optionalTime(),
                in.each(AvroInput::word),
                phase(in.word()),
                in.word(),
                in.text(),
                in.each(PodConditionAvro::read),
                in.each(ContainerAvro::read),
                set(in.each(AvroInput::word)));
    }

    private static Set<String> set(List<String> words) {
        return words.isEmpty() ? Set.of() : Set.copyOf(words); // most often
    }

    /** The same value is the same bytes. */
    private static List<String> sorted(Set<String> words) {
        return words.isEmpty() ? List.of() : words.stream().sorted().toList(); // most often
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
