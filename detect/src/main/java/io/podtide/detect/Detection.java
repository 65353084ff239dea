package io.podtide.detect;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Deadlines;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.workload.WorkloadAssembler;
import io.podtide.detect.workload.WorkloadTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The three stages in one process and without Kafka: observations in, revisions of incidents out. The same input gives the same
 * output, always.
 *
 * <p>Not thread-safe.
 */
public final class Detection {

    private final PodTracker tracker;
    private final WorkloadAssembler assembler;
    private final FleetCorrelator correlator;
    private final Memory memory = new Memory();

    private final Map<String, PodTrack> pods = new HashMap<>();
    private final Map<String, WorkloadTrack> workloads = new HashMap<>();
    private final Map<String, Deadlines<String>> podDeadlines = new HashMap<>();
    private final Map<String, Deadlines<String>> workloadDeadlines = new HashMap<>();
    private final Map<String, Deadlines<String>> nodeDeadlines = new HashMap<>();

    public Detection(RuleBook rules, CauseCatalogue catalogue) {
        this.tracker = new PodTracker(rules, catalogue);
        this.assembler = new WorkloadAssembler(rules, catalogue);
        this.correlator = new FleetCorrelator(rules, memory);
    }

    /** Takes one observation; returns the revisions that come of it, in order. */
    public List<Incident> observe(Observation observation) {
        var out = new ArrayList<Incident>();
        var now = observation.observedAt();
        if (observation instanceof PodStatus status) {
            var step = tracker.status(track(status.key()), status);
            pod(status.cluster(), status.key(), step.state(), step.changes(), out);
        } else if (observation instanceof KubeEvent event
                && event.regarding().kind().equals("Pod")) {
            var step = tracker.event(track(event.key()), event);
            pod(event.cluster(), event.key(), step.state(), step.changes(), out);
        } else if (observation instanceof ClusterClock clock && clock.mark() == Mark.SYNCED && clock.since() != null) {
            listed(clock.cluster(), clock.since(), now, out);
        }
        time(observation.cluster(), now, out);
        return out;
    }

    /** The newest revision of every incident so far, by subject and kind. */
    public List<Incident> incidents() {
        return List.copyOf(memory.incidents.values());
    }

    private void listed(String cluster, Instant listBegun, Instant now, List<Incident> out) {
        var prefix = cluster + '/';
        for (var key : pods.keySet().stream()
                .filter(k -> k.startsWith(prefix))
                .sorted()
                .toList()) {
            var track = pods.get(key);
            if (track != null) {
                var step = tracker.listed(track, listBegun, now);
                pod(cluster, key, step.state(), step.changes(), out);
            }
        }
    }

    private void time(String cluster, Instant now, List<Incident> out) {
        var ofPods = of(podDeadlines, cluster);
        for (var due = ofPods.poll(now); due.isPresent(); due = ofPods.poll(now)) {
            var key = due.get().key();
            var track = pods.get(key);
            if (track != null) {
                var step = tracker.time(track, now);
                pod(cluster, key, step.state(), step.changes(), out);
            }
        }
        var ofWorkloads = of(workloadDeadlines, cluster);
        for (var due = ofWorkloads.poll(now); due.isPresent(); due = ofWorkloads.poll(now)) {
            var key = due.get().key();
            var track = workloads.get(key);
            if (track != null) {
                var step = assembler.time(track, now);
                workload(cluster, key, step.state(), step.changes(), out);
            }
        }
        var ofNodes = of(nodeDeadlines, cluster);
        for (var due = ofNodes.poll(now); due.isPresent(); due = ofNodes.poll(now)) {
            var key = due.get().key();
            out.addAll(correlator.time(key, now));
            ofNodes.arm(key, correlator.deadline(key).orElse(null));
        }
    }

    private void pod(String cluster, String key, PodTrack next, List<SymptomChange> changes, List<Incident> out) {
        keep(pods, key, next instanceof PodTrack.Nothing ? null : next);
        of(podDeadlines, cluster).arm(key, tracker.deadline(next).orElse(null));
        for (var change : changes) {
            var workload = change.workload().key();
            var known = workloads.getOrDefault(workload, WorkloadTrack.of(change.workload()));
            var step = assembler.symptom(known, change);
            workload(cluster, workload, step.state(), step.changes(), out);
            if (FleetCorrelator.concerns(change)) {
                out.addAll(correlator.killed(change));
                var node = cluster + '/' + change.pod().node();
                of(nodeDeadlines, cluster).arm(node, correlator.deadline(node).orElse(null));
            }
        }
    }

    private void workload(String cluster, String key, WorkloadTrack next, List<Incident> drafts, List<Incident> out) {
        keep(workloads, key, next.empty() ? null : next);
        of(workloadDeadlines, cluster).arm(key, assembler.deadline(next).orElse(null));
        drafts.forEach(draft -> out.addAll(correlator.revised(draft)));
    }

    private PodTrack track(String key) {
        return pods.getOrDefault(key, new PodTrack.Nothing());
    }

    private static Deadlines<String> of(Map<String, Deadlines<String>> byCluster, String cluster) {
        return byCluster.computeIfAbsent(cluster, c -> new Deadlines<>());
    }

    private static <V> void keep(Map<String, V> map, String key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static final class Memory implements FleetMemory {

        private final Map<String, Incident> incidents = new TreeMap<>();
        private final Map<String, NodeTrack> nodes = new HashMap<>();

        @Override
        public @Nullable Incident incident(String id) {
            return incidents.get(id);
        }

        @Override
        public void keep(Incident revision) {
            incidents.put(revision.id(), revision);
        }

        @Override
        public @Nullable NodeTrack node(String key) {
            return nodes.get(key);
        }

        @Override
        public void keep(NodeTrack node) {
            nodes.put(node.cluster() + '/' + node.node(), node);
        }
    }
}
