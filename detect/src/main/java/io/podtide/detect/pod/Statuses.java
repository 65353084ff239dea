package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;

/** Statuses made from others. */
final class Statuses {

    private Statuses() {}

    /** The last status known of a pod that is gone without a word. */
    static PodStatus deleted(PodStatus last, Instant now) {
        return copy(last, now, Delivery.DELETED);
    }

    /** The same status, seen again. */
    static PodStatus seenAt(PodStatus status, Instant observedAt) {
        return copy(status, observedAt, status.delivery());
    }

    private static PodStatus copy(PodStatus s, Instant observedAt, Delivery delivery) {
        return new PodStatus(
                s.workload(),
                s.name(),
                s.uid(),
                s.labels(),
                s.resourceVersion(),
                observedAt,
                delivery,
                s.node(),
                s.restartPolicy(),
                s.gated(),
                s.createdAt(),
                s.startedAt(),
                s.deletionTimestamp(),
                s.finalizers(),
                s.phase(),
                s.reason(),
                s.message(),
                s.conditions(),
                s.containers(),
                s.ignored());
    }
}
