package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who holds a pod that should be gone: finalizers, its node, its kubelet or runtime, or a process. */
final class LeavingDiagnosis {

    private static final String KILLING = "Killing";

    /** What the kubelet says of the end of the pod, or of what keeps it from it. */
    private static final Set<String> OF_KUBELET = Set.of(
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
            KILLING);

    /** What is said of its node comes first, often by minutes, and the deletion may follow from it. */
    private static final Set<String> OF_NODE = Set.of("NodeNotReady", "TaintManagerEviction");

    private static final Set<String> TELLING =
            Stream.concat(OF_KUBELET.stream(), OF_NODE.stream()).collect(Collectors.toUnmodifiableSet());

    /** By so much a deletion is asked for before its time: half a minute if nobody says otherwise, and clocks differ. */
    private static final Duration GRACE = Duration.ofMinutes(2);

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
        var asked = askedAt(scene);
        var clues = scene.notes()
                .of(TELLING, Instant.EPOCH)
                .filter(note -> OF_NODE.contains(note.reason())
                        ? !wasReadySince(note.at(), status)
                        : !note.at().isBefore(asked))
                .map(note -> note.asClue(Stage.TERMINATION))
                .toList();
        return scene.catalogue().diagnose(clues).orElseGet(() -> fromStatus(scene));
    }

    /**
     * When its deletion was asked for: before {@code deletionTimestamp} by a grace period that may be long, at the end of which
     * the kubelet has stopped its containers for some time.
     */
    private static Instant askedAt(Scene scene) {
        var deletion = scene.status().deletionTimestamp();
        if (deletion == null) {
            return Instant.EPOCH;
        }
        var atLatest = deletion.minus(GRACE);
        return scene.notes()
                .of(Set.of(KILLING), Instant.EPOCH)
                .filter(note -> note.message().startsWith("Stopping container")) // a probe's kill says so
                .map(Note::at)
                .reduce(atLatest, Sane::earlier);
    }

    /** With its node the pod is made unready; what has become ready since is on a node that is back. */
    private static boolean wasReadySince(Instant at, PodStatus status) {
        var ready = status.condition("Ready").filter(PodCondition::isTrue).map(PodCondition::since);
        return ready.filter(since -> !since.isBefore(at)).isPresent();
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
