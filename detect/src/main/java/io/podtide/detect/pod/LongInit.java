package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An init container that runs and runs, in its first run: mostly it waits for something that does not come. Nothing in the
 * status is an error, and the pod is of no use to anybody; as long as any pod may take to become ready it may run.
 *
 * @param container the init container
 * @param since when its run began
 * @param due when that is too long
 */
record LongInit(ContainerStatus container, Instant since, Instant due) {

    /** Their pods are to serve. Those of Jobs, and pods by themselves, do work that may take hours. */
    private static final Set<String> SERVING = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");

    static Optional<LongInit> of(Scene scene) {
        var status = scene.status();
        if (status.phase() != Phase.PENDING || status.leaving()) { // as most pods are
            return Optional.empty();
        }
        if (!SERVING.contains(status.workload().kind()) || !scene.ruling().watches(Kind.PENDING)) {
            return Optional.empty();
        }
        for (var container : status.containers()) {
            if (container.role() == Role.INIT
                    && container.restartCount() == 0 // it is a matter of restarts otherwise
                    && container.state() instanceof Running running) {
                var max = scene.ruling().rules().notReady().max();
                return began(running, status).map(since -> new LongInit(container, since, since.plus(max)));
            }
        }
        return Optional.empty();
    }

    /** Not before the pod was made, whatever the node's clock says. */
    private static Optional<Instant> began(Running running, PodStatus status) {
        return Sane.past(running.startedAt(), status.observedAt())
                .map(since -> Sane.past(status.createdAt(), status.observedAt())
                        .map(created -> Sane.later(created, since))
                        .orElse(since));
    }

    boolean isTooLong(Instant now) {
        return !now.isBefore(due);
    }

    Diagnosis diagnosis() {
        var evidence =
                new Evidence(since, "container " + container.name(), "", "init container runs since " + since, 1);
        return new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), List.of(evidence));
    }
}
