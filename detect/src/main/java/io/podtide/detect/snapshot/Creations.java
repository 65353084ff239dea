package io.podtide.detect.snapshot;

import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether controllers have come to create pods. All Events of a snapshot are seen at one moment, the oldest first: that a controller
 * failed would count before it is read that it no longer does.
 */
final class Creations {

    /** So much of a name is kept where five letters are appended (k8s.io/apiserver/pkg/storage/names). */
    private static final int KEPT = 58;

    private final Map<String, Instant> failed;
    private final Map<String, Instant> succeeded;
    private final Map<String, List<PodStatus>> well;

    private Creations(List<Observation> snapshot) {
        this.failed = newest(ControllerTracker.FAILED_CREATE, snapshot);
        this.succeeded = newest(ControllerTracker.SUCCESSFUL_CREATE, snapshot);
        this.well = failed.isEmpty() ? Map.of() : well(snapshot);
    }

    /** Without the failures of those that have created a pod since the last one. */
    static List<Observation> standing(List<Observation> snapshot) {
        var creations = new Creations(snapshot);
        return snapshot.stream().filter(each -> !creations.isOvercome(each)).toList();
    }

    private boolean isOvercome(Observation observation) {
        if (!(observation instanceof KubeEvent event) || !event.reason().equals(ControllerTracker.FAILED_CREATE)) {
            return false;
        }
        var last = failed.getOrDefault(event.key(), event.lastAt());
        var success = succeeded.get(event.key());
        return (success != null && success.isAfter(last)) || hasMadeOne(event, last);
    }

    /** Where only warnings are dumped, what it has made since tells. */
    private boolean hasMadeOne(KubeEvent event, Instant last) {
        var workload = event.workload();
        var name = event.regarding().name() + '-';
        var prefix = name.substring(0, Math.min(name.length(), KEPT));
        return workload != null
                && well.getOrDefault(workload.key(), List.of()).stream()
                        .filter(pod -> pod.name().startsWith(prefix))
                        .map(PodStatus::createdAt)
                        .anyMatch(created -> created != null && created.isAfter(last));
    }

    /** By workload. */
    private static Map<String, List<PodStatus>> well(List<Observation> snapshot) {
        return snapshot.stream()
                .filter(PodStatus.class::isInstance)
                .map(PodStatus.class::cast)
                .filter(pod -> pod.ready() || pod.phase() == Phase.SUCCEEDED)
                .collect(Collectors.groupingBy(pod -> pod.workload().key()));
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
