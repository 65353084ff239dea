package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * The same status, made of parts of the one before where these are equal. A pod is kept for as long as it lives, and most
     * of it never changes: what is new of it is little then, and for the collector of garbage the rest stays where it is.
     */
    static PodStatus sharing(PodStatus status, PodStatus before) {
        return new PodStatus(
                same(status.workload(), before.workload()),
                same(status.name(), before.name()),
                same(status.uid(), before.uid()),
                same(status.labels(), before.labels()),
                status.resourceVersion(),
                status.observedAt(),
                status.delivery(),
                status.node(),
                status.restartPolicy(),
                status.gated(),
                status.createdAt(),
                status.startedAt(),
                status.deletionTimestamp(),
                same(status.finalizers(), before.finalizers()),
                status.phase(),
                status.reason(),
                same(status.message(), before.message()),
                each(status.conditions(), before.conditions()),
                each(status.containers(), before.containers()),
                same(status.ignored(), before.ignored()));
    }

    private static <T> T same(T now, T before) {
        return now.equals(before) ? before : now;
    }

    private static <T> List<T> each(List<T> now, List<T> before) {
        int size = now.size();
        if (size != before.size()) {
            return now;
        }
        int same = 0;
        for (int i = 0; i < size; i++) {
            same += now.get(i).equals(before.get(i)) ? 1 : 0;
        }
        return same == size ? before : same == 0 ? now : mixed(now, before);
    }

    private static <T> List<T> mixed(List<T> now, List<T> before) {
        var all = new ArrayList<T>(now.size());
        for (int i = 0; i < now.size(); i++) {
            all.add(same(now.get(i), before.get(i)));
        }
        return List.copyOf(all);
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
