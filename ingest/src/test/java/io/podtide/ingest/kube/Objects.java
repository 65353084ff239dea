package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;

/** API objects as text, and what is seen of them. */
final class Objects {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Observer OBSERVER = new Observer(new Cluster("prod-1", "cluster-uid"), RoutingLabels.DEFAULT);

    private Objects() {}

    static KubeObject object(String json) {
        try {
            return KubeJson.MAPPER.readValue(json, KubeObject.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    static Sighting see(String json) {
        return OBSERVER.see(object(json), NOON, Delivery.CHANGED);
    }

    static PodStatus pod(String json) {
        return (PodStatus) seen(json);
    }

    static KubeEvent event(String json) {
        return (KubeEvent) seen(json);
    }

    static NodeStatus node(String json) {
        return (NodeStatus) seen(json);
    }

    private static Object seen(String json) {
        var sighting = see(json);
        assertThat(sighting).isInstanceOf(Sighting.Seen.class);
        return ((Sighting.Seen) sighting).observation();
    }
}
