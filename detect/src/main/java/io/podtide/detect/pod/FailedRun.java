package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.symptom.Symptom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod that its kubelet does not start again, but whose controller makes another: the restart loop that hides in replaced
 * pods. Its failure counts as a restart of the workload.
 */
final class FailedRun {

    private FailedRun() {}

    static List<Occurrence> of(Scene scene, @Nullable PodStatus before) {
        var status = scene.status();
        boolean justFailed = status.phase() == Phase.FAILED
                && (before == null || before.phase() != Phase.FAILED)
                && status.restartPolicy() == RestartPolicy.NEVER
                && !status.leaving()
                && status.reason().isEmpty() // evicted and rejected pods say so
                && !PodEnd.isEvicted(status)
                && !status.bare();
        if (!justFailed) {
            return List.of();
        }
        return PodEnd.failedContainers(status)
                .filter(c -> c.state() instanceof Terminated t && !MemoryKill.is(t))
                .findFirst()
                .map(c -> occurrence(c, scene))
                .filter(o -> o.at().isAfter(status.observedAt()
                        .minus(scene.ruling().rules().restartLoop().workloadWithin())))
                .map(List::of)
                .orElse(List.of());
    }

    private static Occurrence occurrence(ContainerStatus container, Scene scene) {
        var ended = (Terminated) container.state();
        var at = Sane.since(ended.finishedAt(), scene.status());
        var diagnosis = RestartDiagnosis.of(ended, container, scene);
        return new Occurrence(Symptom.RESTARTS, container, at, at, 1, ended, false, diagnosis);
    }
}
