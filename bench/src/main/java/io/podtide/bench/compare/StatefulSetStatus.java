package io.podtide.bench.compare;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A StatefulSet as its controller would report it; it wants the pods that it has. */
final class StatefulSetStatus {

    private StatefulSetStatus() {}

    static void addTo(List<Sample> samples, Subject statefulSet, Collection<PodState> pods) {
        var revision = pods.stream()
                .max(Comparator.comparing(PodState::created))
                .map(PodState::owner)
                .orElse("");
        add(samples, statefulSet, "kube_statefulset_replicas", pods.size());
        add(
                samples,
                statefulSet,
                "kube_statefulset_status_replicas_ready",
                pods.stream().filter(PodState::ready).count());
        add(
                samples,
                statefulSet,
                "kube_statefulset_status_replicas_updated",
                pods.stream().filter(pod -> pod.owner().equals(revision)).count());
    }

    private static void add(List<Sample> samples, Subject statefulSet, String name, long value) {
        samples.add(Sample.of(name, value, "namespace", statefulSet.namespace(), "statefulset", statefulSet.name()));
    }
}
