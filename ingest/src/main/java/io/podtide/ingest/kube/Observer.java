package io.podtide.ingest.kube;

import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Looks at the API objects of one cluster and says what it sees. */
public final class Observer {

    private final PodMapping pods;
    private final EventMapping events;
    private final NodeMapping nodes;

    public Observer(Cluster cluster, RoutingLabels labels) {
        this.pods = new PodMapping(cluster, labels);
        this.events = new EventMapping(cluster);
        this.nodes = new NodeMapping(cluster);
    }

    /** {@code observedAt} is cut to the milliseconds that the wire has. */
    public Sighting see(KubeObject object, Instant observedAt, Delivery delivery) {
        if (!object.isPod() && !object.isEvent() && !object.isNode()) {
            return new Sighting.Skipped();
        }
        var meta = object.metadata();
        if (meta == null || meta.uid().isEmpty() || meta.name().isEmpty()) {
            return new Sighting.Rejected(object.display(), "metadata.uid or metadata.name is missing");
        }
        var at = observedAt.truncatedTo(ChronoUnit.MILLIS);
        if (object.isNode()) {
            return nodes.see(meta, object, at, delivery);
        }
        return object.isPod() ? pods.see(meta, object, at, delivery) : events.see(meta, object, at);
    }
}
