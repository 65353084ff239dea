package io.podtide.ingest.kube;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest time an object tells: about when it was looked at, where nobody noted that. */
public final class NewestTime {

    private NewestTime() {}

    /** Null where the object tells no time at all. */
    public static @Nullable Instant of(KubeObject object) {
        return Stream.of(ofEvent(object), ofMeta(object.metadata()), ofStatus(object.status()))
                .flatMap(times -> times)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Stream<@Nullable Instant> ofEvent(KubeObject event) {
        var series = event.series();
        return Stream.of(
                event.firstTimestamp(),
                event.lastTimestamp(),
                event.eventTime(),
                series == null ? null : series.lastObservedTime());
    }

    /** The deletion was asked for a grace period before its time: that time may be yet to come. */
    private static Stream<@Nullable Instant> ofMeta(@Nullable ObjectMeta meta) {
        if (meta == null) {
            return Stream.of();
        }
        var deletion = meta.deletionTimestamp();
        return Stream.of(
                meta.creationTimestamp(),
                deletion == null ? null : deletion.minusSeconds(meta.deletionGracePeriodSeconds()));
    }

    private static Stream<@Nullable Instant> ofStatus(@Nullable ObjectStatus status) {
        if (status == null) {
            return Stream.of();
        }
        var conditions = status.conditions().stream()
                .flatMap(condition -> Stream.of(condition.lastTransitionTime(), condition.lastHeartbeatTime()));
        var containers = Stream.of(status.initContainerStatuses(), status.containerStatuses())
                .flatMap(list -> list.stream())
                .flatMap(container -> Stream.concat(ofState(container.state()), ofState(container.lastState())));
        return Stream.of(Stream.of(status.startTime()), conditions, containers).flatMap(times -> times);
    }

    private static Stream<@Nullable Instant> ofState(ObjectStatus.@Nullable State state) {
        if (state == null) {
            return Stream.of();
        }
        return Stream.of(
                state.running() == null ? null : state.running().startedAt(),
                state.terminated() == null ? null : state.terminated().finishedAt());
    }
}
