package io.podtide.ingest.kube;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Container statuses together with what the spec says of the same containers. */
final class ContainerMapping {

    /** What the API server puts in for an absent {@code periodSeconds} and {@code failureThreshold}. */
    private static final int PERIOD_SECONDS = 10;

    private static final int FAILURE_THRESHOLD = 3;

    /** No registry has a longer one, but an API server takes any. */
    private static final int LONGEST_IMAGE = 1_024;

    private ContainerMapping() {}

    static List<ContainerStatus> containers(ObjectSpec spec, ObjectStatus status) {
        var specs = spec.allContainers()
                .collect(Collectors.toMap(ObjectSpec.Container::name, Function.identity(), (a, b) -> a));
        var podLimit = memoryLimit(spec.resources());
        return Stream.of(
                        statuses(status.initContainerStatuses(), Role.INIT, specs, podLimit),
                        statuses(status.containerStatuses(), Role.REGULAR, specs, podLimit),
                        statuses(status.ephemeralContainerStatuses(), Role.EPHEMERAL, specs, podLimit))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<ContainerStatus> statuses(
            List<ObjectStatus.Container> statuses,
            Role role,
            Map<String, ObjectSpec.Container> specs,
            @Nullable Long podLimit) {
        return statuses.stream().map(status -> container(status, role, specs.get(status.name()), podLimit));
    }

    private static ContainerStatus container(
            ObjectStatus.Container status, Role role, ObjectSpec.@Nullable Container spec, @Nullable Long podLimit) {
        var ownLimit = spec == null ? null : memoryLimit(spec.resources());
        return new ContainerStatus(
                status.name(),
                role == Role.INIT && isSidecar(spec) ? Role.SIDECAR : role,
                image(status.image(), spec),
                Math.max(0, status.restartCount()),
                status.ready(),
                state(status.state()),
                status.lastState() == null
                        ? null
                        : terminated(status.lastState().terminated()),
                ownLimit == null ? podLimit : ownLimit,
                readinessBudget(spec, status.started()));
    }

    private static boolean isSidecar(ObjectSpec.@Nullable Container spec) {
        return spec != null && spec.restartPolicy().equals("Always");
    }

    /** A runtime that has lost the name of an image reports its digest, which tells nobody anything. */
    private static String image(String reported, ObjectSpec.@Nullable Container spec) {
        var named = !reported.isEmpty() && !reported.startsWith("sha256:");
        var image = named || spec == null || spec.image().isEmpty() ? reported : spec.image();
        return image.length() > LONGEST_IMAGE ? image.substring(0, LONGEST_IMAGE) : image;
    }

    private static ContainerState state(ObjectStatus.@Nullable State state) {
        if (state != null && state.running() != null) {
            return new ContainerState.Running(state.running().startedAt());
        }
        var terminated = state == null ? null : terminated(state.terminated());
        if (terminated != null) {
            return terminated;
        }
        return state == null || state.waiting() == null
                ? new ContainerState.Waiting("", "")
                : new ContainerState.Waiting(
                        state.waiting().reason(), state.waiting().message());
    }

    private static ContainerState.@Nullable Terminated terminated(ObjectStatus.@Nullable Terminated end) {
        return end == null
                ? null
                : new ContainerState.Terminated(
                        end.reason(), end.message(), end.exitCode(), end.signal(), end.startedAt(), end.finishedAt());
    }

    /** Zero is no limit. */
    private static @Nullable Long memoryLimit(ObjectSpec.@Nullable Resources resources) {
        var limits = resources == null ? null : resources.limits();
        var bytes = limits == null ? null : Quantity.bytes(limits.memory());
        return bytes == null || bytes == 0 ? null : bytes;
    }

    /** Until the startup probe has succeeded the readiness probe does not run, so that both may take their time. */
    private static @Nullable Duration readinessBudget(ObjectSpec.@Nullable Container spec, boolean started) {
        if (spec == null) {
            return null;
        }
        var readiness = budget(spec.readinessProbe());
        var startup = started ? null : budget(spec.startupProbe());
        return startup == null || readiness == null ? first(startup, readiness) : startup.plus(readiness);
    }

    private static @Nullable Duration first(@Nullable Duration one, @Nullable Duration other) {
        return one == null ? other : one;
    }

    /** How long a probe may fail. */
    private static @Nullable Duration budget(ObjectSpec.@Nullable Probe probe) {
        if (probe == null) {
            return null;
        }
        long period = probe.periodSeconds() > 0 ? probe.periodSeconds() : PERIOD_SECONDS;
        var failures = probe.failureThreshold() > 0 ? probe.failureThreshold() : FAILURE_THRESHOLD;
        return Duration.ofSeconds(Math.max(0, probe.initialDelaySeconds()) + period * failures);
    }
}
