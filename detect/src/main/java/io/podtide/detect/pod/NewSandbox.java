package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet makes the sandbox of a pod anew when it finds the old one gone or dead, as after a reboot of its node or a restart
 * of the runtime, and all containers of the pod are run again with it. A container that crashes never brings that about. How their
 * runs then read depends on the runtime: Unknown, or 143 or 255 as if they had ended by themselves.
 */
final class NewSandbox {

    static final String CHANGED = "SandboxChanged";

    /** Containers run again by then, unless something else is wrong. */
    private static final Duration FOLLOWED = Duration.ofMinutes(5);

    /** Of a pod whose sandbox does not last for so long something is wrong with the pod. */
    private static final Duration LASTS = Duration.ofMinutes(10);

    private NewSandbox() {}

    /** That a new sandbox has ended the run, and not the container itself; one sandbox ends one run. */
    static Optional<Note> ended(Terminated run, ContainerStatus container, Scene scene) {
        if (!scene.notes().mention(CHANGED)) { // as with most pods
            return Optional.empty();
        }
        var again = runsAgain(container, scene);
        return Sane.past(run.startedAt(), scene.status().observedAt())
                .flatMap(began -> only(scene.notes()
                                .of(Set.of(CHANGED), again.minus(LASTS))
                                .filter(note -> !note.at().isAfter(again))
                                .toList())
                        .filter(note -> note.at().isAfter(began))
                        .filter(note -> !note.at().isBefore(again.minus(FOLLOWED))));
    }

    /** Said again by the same kubelet it is counted, and nobody knows when that was. */
    private static Optional<Note> only(List<Note> changes) {
        return changes.size() == 1 && changes.get(0).count() == 1 ? Optional.of(changes.get(0)) : Optional.empty();
    }

    private static Instant runsAgain(ContainerStatus container, Scene scene) {
        @Nullable Instant begun = container.state() instanceof Running running ? running.startedAt() : null;
        return Sane.since(begun, scene.status());
    }
}
