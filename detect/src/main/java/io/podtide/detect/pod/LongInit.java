package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An init container that runs and runs, in its first run: mostly it waits for something that does not come. Nothing in the
 * status is an error, and the pod is of no use to anybody; as long as any pod may take to become ready it may run. So it is with a
 * sidecar whose startup probe does not succeed: the next container waits for that.
 *
 * @param container the init container or sidecar
 * @param since when its run began
 * @param due when that is too long
 */
record LongInit(ContainerStatus container, Instant since, Instant due) {

    /** Their pods do work that may take hours. */
    private static final Set<String> AT_WORK = Set.of("Job", "CronJob");

    static Optional<LongInit> of(Scene scene) {
        var status = scene.status();
        if (status.phase() != Phase.PENDING || status.leaving()) { // as most pods are
            return Optional.empty();
        }
        if (!isToServe(status) || !scene.ruling().watches(Kind.PENDING)) {
            return Optional.empty();
        }
        var container = holding(status);
        if (container == null || !(container.state() instanceof Running running)) {
            return Optional.empty();
        }
        var max = scene.ruling().rules().notReady().max();
        return began(running, status).map(since -> new LongInit(container, since, since.plus(max)));
    }

    /** Whatever owns it: what is to run always is no work that ends. A pod by itself may do any. */
    private static boolean isToServe(PodStatus status) {
        return status.restartPolicy() == RestartPolicy.ALWAYS
                && !status.bare()
                && !AT_WORK.contains(status.workload().kind());
    }

    /** An init container that runs, or else the sidecar that what comes after it waits for. */
    private static @Nullable ContainerStatus holding(PodStatus status) {
        ContainerStatus sidecar = null;
        for (var container : status.containers()) {
            boolean runsFirst = container.state() instanceof Running && container.restartCount() == 0;
            if (container.role() == Role.INIT && runsFirst) { // after restarts it is a matter of these
                return container;
            }
            if (container.role() == Role.SIDECAR && runsFirst && !container.ready()) {
                sidecar = container;
            } else if ((container.role() == Role.INIT || container.role() == Role.SIDECAR) && hasBegun(container)) {
                sidecar = null; // it has started then
            }
        }
        return status.holds("Initialized") ? null : sidecar;
    }

    private static boolean hasBegun(ContainerStatus container) {
        return !(container.state() instanceof Waiting waiting && StartTrouble.isSetup(waiting));
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

    Diagnosis diagnosis(Scene scene) {
        if (container.role() == Role.SIDECAR) {
            List<Clue> clues = scene.notes()
                    .of(Set.of("Unhealthy"), since)
                    .filter(note -> note.concerns(container.name()))
                    .map(note -> note.asClue(Stage.RUNNING))
                    .toList();
            return scene.catalogue().diagnose(clues).orElseGet(this::plain);
        }
        return plain();
    }

    private Diagnosis plain() {
        var kind = container.role() == Role.SIDECAR ? "sidecar" : "init container";
        var words = kind + " runs since " + since;
        var evidence = new Evidence(since, "container " + container.name(), "", words, 1);
        return new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), List.of(evidence));
    }
}
