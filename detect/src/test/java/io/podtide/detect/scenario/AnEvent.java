package io.podtide.detect.scenario;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An Event in the making: a Warning of the kubelet, seen once, where nothing else is said.
 *
 * @param happenedAt when it says that happened; null where it is when it is shipped
 */
public record AnEvent(
        String reason,
        String message,
        String container,
        int count,
        boolean warning,
        String component,
        @Nullable Instant happenedAt) {

    public AnEvent(String reason, String message, String container, int count, boolean warning, String component) {
        this(reason, message, container, count, warning, component, null);
    }

    private static final Set<String> NORMAL = Set.of(
            "Killing",
            "Pulling",
            "Pulled",
            "TriggeredScaleUp",
            "Nominated",
            "SuccessfulAttachVolume",
            "SandboxChanged",
            "Started",
            "Created");

    public static AnEvent anEvent(String reason, String message) {
        return new AnEvent(reason, message, "", 1, !NORMAL.contains(reason), "kubelet");
    }

    public AnEvent about(String other) {
        return new AnEvent(reason, message, other, count, warning, component, happenedAt);
    }

    public AnEvent times(int n) {
        return new AnEvent(reason, message, container, n, warning, component, happenedAt);
    }

    /** It says so itself. */
    public AnEvent happened(Instant time) {
        return new AnEvent(reason, message, container, count, warning, component, time);
    }

    /** The Event as an observer ships it. */
    public KubeEvent of(APod pod, Instant at) {
        return new KubeEvent(
                "prod",
                pod.belongsTo(),
                "event-" + pod.name() + reason + message.hashCode(),
                -1,
                at,
                new Regarding(
                        "Pod",
                        "shop",
                        pod.name(),
                        pod.uid(),
                        container.isEmpty() ? "" : "spec.containers{" + container + "}"),
                warning,
                reason,
                message,
                component,
                pod.node(),
                count,
                happenedAt == null ? at : happenedAt,
                happenedAt == null ? at : happenedAt);
    }
}
