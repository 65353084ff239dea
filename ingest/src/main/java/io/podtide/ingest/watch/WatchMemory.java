package io.podtide.ingest.watch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the loss of a sink: how far the cluster was read, and what had been handed on by then. A new watch goes on from
 * what the old sink has kept for sure, so that the API server tells once more what was lost; a list is read only where that is
 * too long ago.
 */
final class WatchMemory {

    private final Map<Resource, ResumePoint> points = new EnumMap<>(Resource.class);
    private final KnownPods pods;
    private final KnownNodes nodes;
    private volatile @Nullable Instant vouchedFor;

    WatchMemory() {
        for (var resource : Resource.values()) {
            points.put(resource, new ResumePoint());
        }
        pods = new KnownPods(point(Resource.PODS));
        nodes = new KnownNodes(point(Resource.NODES));
    }

    ResumePoint point(Resource resource) {
        return Objects.requireNonNull(points.get(resource));
    }

    KnownPods pods() {
        return pods;
    }

    KnownNodes nodes() {
        return nodes;
    }

    /** Up to when everything seen is kept for sure; null where nothing is. */
    @Nullable
    Instant vouchedFor() {
        return vouchedFor;
    }

    /** Before a new watch: what the sink before did not keep for sure counts as not seen. */
    void rollBack() {
        pods.rollBack();
        nodes.rollBack();
        points.values().forEach(point -> point.read(point.kept()));
    }

    /** What has been handed on by now; to be run when that is kept. */
    Runnable mark(Instant now) {
        var read = new EnumMap<Resource, String>(Resource.class);
        points.forEach((resource, point) -> read.put(resource, point.read()));
        return () -> {
            read.forEach((resource, version) -> point(resource).kept(version));
            vouchedFor = now;
        };
    }
}
