package io.podtide.detect.snapshot;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.fleet.SystemOom;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.pod.PodGlance;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.workload.WorkloadAssembler;
import io.podtide.detect.workload.WorkloadTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One glance at each pod, and the incidents of their workloads. */
final class Glances {

    private final PodGlance glance;
    private final WorkloadAssembler assembler;
    private final SystemOom systemOom;
    private final Map<String, List<KubeEvent>> events;
    private final List<PodStatus> pods;

    private Glances(RuleBook rules, CauseCatalogue catalogue, List<Observation> snapshot) {
        this.glance = new PodGlance(rules, catalogue);
        this.assembler = new WorkloadAssembler(rules, catalogue);
        this.systemOom = SystemOom.of(catalogue, of(KubeEvent.class, snapshot));
        this.events = of(KubeEvent.class, snapshot).stream().collect(Collectors.groupingBy(KubeEvent::key));
        this.pods = of(PodStatus.class, snapshot);
    }

    static List<Incident> incidents(RuleBook rules, CauseCatalogue catalogue, List<Observation> snapshot) {
        return new Glances(rules, catalogue, snapshot).incidents();
    }

    private List<Incident> incidents() {
        var byWorkload = new TreeMap<String, List<PodStatus>>();
        pods.forEach(pod -> byWorkload
                .computeIfAbsent(pod.workload().key(), w -> new ArrayList<>())
                .add(pod));
        return byWorkload.values().stream().flatMap(w -> incidents(w).stream()).toList();
    }

    private List<Incident> incidents(List<PodStatus> workload) {
        var changes = workload.stream()
                .filter(pod -> !isLeftOver(pod, workload))
                .flatMap(pod -> glance.at(pod, events.getOrDefault(pod.key(), List.of())).stream())
                .sorted(Comparator.comparing(SymptomChange::at)
                        .thenComparing(c -> c.pod().uid()))
                .toList();
        Step<WorkloadTrack, Incident> step =
                Step.to(WorkloadTrack.of(workload.get(0).workload()));
        for (var change : changes) {
            step = step.then(track -> assembler.symptom(track, change));
        }
        Instant now = workload.get(0).observedAt();
        var newest = new LinkedHashMap<String, Incident>();
        step.then(track -> assembler.tell(track, now)).changes().forEach(i -> newest.put(i.id(), i));
        return newest.values().stream()
                .filter(i -> i.state() == State.OPEN)
                .map(systemOom::explained)
                .toList();
    }

    /** It failed, and one that was made after it in its place does its work, or has done it. */
    private static boolean isLeftOver(PodStatus pod, List<PodStatus> workload) {
        var created = pod.createdAt();
        return pod.phase() == Phase.FAILED
                && created != null
                && workload.stream()
                        .filter(other -> other.phase() != Phase.FAILED && !other.leaving())
                        .filter(other -> Place.isSame(pod, other))
                        .anyMatch(other ->
                                other.createdAt() != null && other.createdAt().isAfter(created));
    }

    private static <T> List<T> of(Class<T> type, List<Observation> snapshot) {
        return snapshot.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
