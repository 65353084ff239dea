package io.podtide.detect.snapshot;

import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether controllers have come to create pods. All Events of a snapshot are seen at one moment, the oldest first: that a controller
 * failed would count before it is read that it no longer does.
 */
final class Creations {

    private final Map<String, Instant> failed;
    private final Map<String, Instant> succeeded;

    private Creations(List<Observation> snapshot) {
        this.failed = newest(ControllerTracker.FAILED_CREATE, snapshot);
        this.succeeded = newest(ControllerTracker.SUCCESSFUL_CREATE, snapshot);
    }

    /** Without the failures of those that have created a pod since the last one. */
    static List<Observation> standing(List<Observation> snapshot) {
        var creations = new Creations(snapshot);
        return snapshot.stream().filter(each -> !creations.isOvercome(each)).toList();
    }

    private boolean isOvercome(Observation observation) {
        var success = succeeded.get(observation.key());
        return success != null
                && observation instanceof KubeEvent event
                && event.reason().equals(ControllerTracker.FAILED_CREATE)
                && success.isAfter(failed.getOrDefault(event.key(), event.lastAt()));
    }

    /** By controller. */
    private static Map<String, Instant> newest(String reason, List<Observation> snapshot) {
        var newest = new HashMap<String, Instant>();
        for (var each : snapshot) {
            if (each instanceof KubeEvent event && event.reason().equals(reason)) {
                newest.merge(event.key(), event.lastAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return newest;
    }
}
