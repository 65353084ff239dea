package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container that has ended, or could not be started, and has not been started again yet. */
final class StandingRun {

    private StandingRun() {}

    /**
     * It has ended, or could not be started, and has not been started again yet. One that waits for an image or for its
     * configuration is not down: it has not begun.
     */
    static boolean isDown(ContainerStatus container, PodStatus status) {
        if (container.state() instanceof Terminated ended) {
            return !status.ended()
                    && !Occurrence.isForAnother(ended)
                    && isStartedAgain(container.role(), ended, status.restartPolicy());
        }
        return container.state() instanceof Waiting waiting && StartTrouble.isAfterStart(waiting.reason());
    }

    /** The kubelet starts all but init containers again after success too, where the policy is Always. */
    private static boolean isStartedAgain(Role role, Terminated ended, RestartPolicy policy) {
        return switch (policy) {
            case ALWAYS -> role != Role.INIT || ended.exitCode() != 0;
            case ON_FAILURE -> ended.exitCode() != 0;
            case NEVER -> false;
        };
    }

    /** What it stands for: all restarts there have been, unless memory ended it, of which only the last run is known. */
    static SymptomChange of(ContainerStatus container, Scene scene) {
        var ended = lastEnd(container);
        if (ended != null && MemoryKill.is(ended)) {
            return kill(container, ended, scene);
        }
        var status = scene.status();
        int count = Math.max(1, container.restartCount());
        var last = ended == null ? status.observedAt() : Sane.since(ended.finishedAt(), status);
        var began = FirstSight.began(container, count, last, status);
        var diagnosis = RestartDiagnosis.of(ended, container, scene);
        return new Occurrence(Symptom.RESTARTS, container, last, began, count, ended, false, diagnosis)
                .change(scene, began);
    }

    /** A container of a pod that ended was killed for memory. */
    static Optional<SymptomChange> killed(Scene scene) {
        return scene.status().containers().stream()
                .filter(c -> c.state() instanceof Terminated ended && MemoryKill.is(ended))
                .findFirst()
                .map(c -> kill(c, (Terminated) c.state(), scene));
    }

    private static SymptomChange kill(ContainerStatus container, Terminated ended, Scene scene) {
        var at = Sane.since(ended.finishedAt(), scene.status());
        Diagnosis diagnosis = MemoryKill.diagnose(ended, container, scene);
        return new Occurrence(Symptom.OOM_KILLS, container, at, at, 1, ended, true, diagnosis).change(scene, at);
    }

    private static @Nullable Terminated lastEnd(ContainerStatus container) {
        return container.state() instanceof Terminated ended ? ended : container.lastTermination();
    }
}
