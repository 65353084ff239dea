package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.PodCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who holds a pod that should be gone: finalizers, its node, its kubelet or runtime, or a process. */
final class LeavingDiagnosis {

    private static final Set<String> TELLING = Set.of(
            "FailedKillPod",
            "FailedPreStopHook",
            "UnfinishedPreStopHook",
            "ExceededGracePeriod",
            "FailedSync",
            "FailedUnmount",
            "FailedUnMount",
            "FailedUnmapDevice",
            "FailedDetachVolume",
            "Failed",
            "Killing",
            "NodeNotReady",
            "TaintManagerEviction");

    private LeavingDiagnosis() {}

    static Diagnosis of(Scene scene) {
        var status = scene.status();
        if (LeavingState.onlyFinalizersHold(status)) {
            var names = String.join(", ", status.finalizers());
            var at = status.deletionTimestamp() == null ? status.observedAt() : status.deletionTimestamp();
            return new Diagnosis(
                    "FINALIZER_PENDING",
                    Map.of("finalizer", names),
                    List.of(new Evidence(at, "pod", "metadata.finalizers", names, 1)));
        }
        var clues = scene.notes()
                .of(TELLING, Instant.EPOCH)
                .map(note -> note.asClue(Stage.TERMINATION))
                .toList();
        return scene.catalogue().diagnose(clues).orElseGet(() -> fromStatus(scene));
    }

    private static Diagnosis fromStatus(Scene scene) {
        var status = scene.status();
        var evidence = new ArrayList<Evidence>();
        status.conditions().stream()
                .filter(c -> c.type().equals("DisruptionTarget") && c.isTrue())
                .forEach(c -> evidence.add(asEvidence(c, status.observedAt())));
        boolean evictedByTaint = evidence.stream().anyMatch(e -> e.reason().equals("DeletionByTaintManager"));
        if (evictedByTaint) {
            return new Diagnosis("NODE_UNREACHABLE", node(status.node()), evidence);
        }
        status.containers().stream()
                .filter(c -> c.state() instanceof Running)
                .findFirst()
                .ifPresent(c -> evidence.add(new Evidence(
                        status.observedAt(),
                        "container " + c.name(),
                        "Running",
                        "still runs after its grace period",
                        1)));
        return new Diagnosis(Diagnosis.UNKNOWN_CAUSE, node(status.node()), evidence);
    }

    private static Map<String, String> node(@Nullable String node) {
        return node == null ? Map.of() : Map.of("node", node);
    }

    private static Evidence asEvidence(PodCondition condition, Instant observedAt) {
        return new Evidence(
                Sane.past(condition.since(), observedAt).orElse(observedAt),
                "condition " + condition.type(),
                condition.reason(),
                condition.message(),
                1);
    }
}
