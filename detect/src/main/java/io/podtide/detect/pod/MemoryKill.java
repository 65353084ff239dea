package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Out-of-memory kills, as statuses show them. No Event is sent for them. The reason may stand with another exit code than 137:
 * then a child was killed, and the main process ended by itself; memory ran out all the same.
 *
 * <p>A start may die of it as well: of a limit that is too small for any start, or of what is there already, as files in an emptyDir of
 * medium Memory count against the limit and outlive the restart.
 *
 * <p>A container without a limit has none that it could exceed. With cgroup v2 the runtime says OOMKilled whenever the kernel killed
 * a process of it for memory, and then it was that of the node, or of all pods on it, that ran out.
 */
final class MemoryKill {

    /** CRI-O refuses limits below 12 MiB, by what runc needs to set a container up (internal/config/cgmgr); others need no more. */
    private static final long SMALL = 20L << 20;

    private MemoryKill() {}

    static boolean is(Terminated ended) {
        return ended.oomKilled() || duringStart(ended);
    }

    /** Creation itself dies of it (runc: "container init was OOM-killed (memory limit too low?)"). */
    private static boolean duringStart(Terminated ended) {
        return !hasRun(ended) && ended.message().toLowerCase(Locale.ROOT).contains("oom-killed");
    }

    static Diagnosis diagnose(Terminated ended, ContainerStatus container, Scene scene) {
        var detail = new LinkedHashMap<String, String>();
        detail.put("exitCode", Integer.toString(ended.exitCode()));
        if (container.memoryLimitBytes() != null) {
            detail.put("limit", bytes(container.memoryLimitBytes()));
        }
        ended.lifetime().ifPresent(ran -> detail.put("ranFor", Durations.text(ran)));
        if (ended.oomKilled() && ended.exitCode() != 137) {
            detail.put("killed", "a child process; the main process ended with " + ended.exitCode());
        }
        var at = Sane.since(ended.finishedAt(), scene.status());
        var evidence = new Evidence(at, "container " + container.name(), ended.reason(), ended.message(), 1);
        return new Diagnosis(cause(ended, container), detail, List.of(evidence));
    }

    private static String cause(Terminated ended, ContainerStatus container) {
        return duringStart(ended) ? atStart(container) : exceeded(container);
    }

    /** What a start that died of memory tells: of a limit that has let the container run, it is not the size alone. */
    static String atStart(ContainerStatus container) {
        var limit = container.memoryLimitBytes();
        boolean worked = container.state() instanceof Running
                || Stream.of(container.state(), container.lastTermination())
                        .anyMatch(end -> end instanceof Terminated ended && hasRun(ended));
        return limit != null && limit < SMALL && !worked ? "MEMORY_LIMIT_TOO_SMALL" : exceeded(container);
    }

    private static String exceeded(ContainerStatus container) {
        return container.memoryLimitBytes() == null ? "NODE_OUT_OF_MEMORY" : "MEMORY_LIMIT_EXCEEDED";
    }

    private static boolean hasRun(Terminated ended) {
        return !ended.reason().equals("StartError") && !ended.reason().equals("ContainerCannotRun");
    }

    /** As people write limits: {@code 128Mi}. */
    private static String bytes(long bytes) {
        if (bytes >= 1L << 30 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "Gi";
        }
        if (bytes >= 1L << 20 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "Mi";
        }
        return bytes >= 1L << 10 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "Ki" : bytes + " bytes";
    }
}
