package io.podtide.detect;

import io.podtide.detect.FleetInMemory.Due;
import io.podtide.detect.Tracking.Trackers;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.mute.Mutes;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Deadlines;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.workload.WorkloadAssembler;
import io.podtide.detect.workload.WorkloadTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The three stages in one process and without Kafka: observations in, revisions of incidents out. The same input gives the same
 * output, always.
 *
 * <p>Not thread-safe.
 */
public final class Detection {

    private final Trackers trackers;
    private final WorkloadAssembler assembler;
    private final FleetCorrelator correlator;
    private final Mutes mutes;
    private final FleetInMemory memory = new FleetInMemory(name -> cluster(name).fleet());
    private final Map<String, WorkloadTrack> workloads = new HashMap<>();
    private final Map<String, Cluster> clusters = new HashMap<>();

    public Detection(RuleBook rules, CauseCatalogue catalogue) {
        this.trackers = Trackers.of(rules, catalogue);
        this.assembler = new WorkloadAssembler(rules, catalogue);
        this.correlator = new FleetCorrelator(rules, catalogue, memory);
        this.mutes = new Mutes(rules, memory);
    }

    /**
     * Takes one observation; returns the revisions that come of it, in order. What was due before it is dealt with first, in
     * the order of time over all pods, so that the outcome does not depend on how often time is told. While a cluster's watch
     * is broken its time stands still: what is due may have been mended or deleted unseen.
     */
    public List<Incident> observe(Observation observation) {
        var out = new ArrayList<Incident>();
        var now = observation.observedAt();
        var cluster = cluster(observation.cluster());
        boolean late = cluster.tracking.isLate(observation);
        if (!late && observation instanceof ClusterClock clock && clock.mark() == Mark.GAP_STARTED) {
            cluster.tracking.gap(true);
        }
        if (!late && observation instanceof ClusterClock clock && clock.mark() == Mark.HEARTBEAT) {
            cluster.tracking.vouched(clock);
        }
        time(cluster, now, out);
        symptoms(cluster, cluster.tracking.take(observation), out);
        if (!late && observation instanceof ClusterClock clock && clock.mark() == Mark.GAP_ENDED) {
            cluster.tracking.gap(false);
        }
        time(cluster, now, out);
        return out;
    }

    /** Tells all that is new of open incidents, be it not urgent: for whoever does not look again. */
    public List<Incident> tell(Instant at) {
        var out = new ArrayList<Incident>();
        for (var track : List.copyOf(workloads.values())) {
            var step = assembler.tell(track, at);
            workload(cluster(track.workload().cluster()), track.workload().key(), step.state(), step.changes(), out);
        }
        return out;
    }

    /** The newest revision of every incident so far, by its id. */
    public List<Incident> incidents() {
        return memory.incidents();
    }

    /** Deals with all that is due, in the order of time: what pods come to show first, then what it makes of incidents. */
    private void time(Cluster cluster, Instant now, List<Incident> out) {
        if (cluster.tracking.inGap()) {
            return;
        }
        for (var next = cluster.next(); next.isPresent() && !next.get().isAfter(now); next = cluster.next()) {
            fire(cluster, next.get(), now, out);
        }
    }

    private void fire(Cluster cluster, Instant at, Instant now, List<Incident> out) {
        if (cluster.tracking.next().filter(due -> !due.isAfter(at)).isPresent()) {
            symptoms(cluster, cluster.tracking.fire(at), out);
            return;
        }
        var workload = cluster.workloads.poll(at).map(due -> workloads.get(due.key()));
        if (workload.isPresent()) {
            var step = assembler.time(workload.get(), at);
            workload(cluster, workload.get().workload().key(), step.state(), step.changes(), out);
            return;
        }
        tell(fleet(cluster, at, now), out);
    }

    private List<Incident> fleet(Cluster cluster, Instant at, Instant now) {
        var node = cluster.fleet.nodes().poll(at);
        if (node.isPresent()) {
            return correlator.nodeTime(node.get().key(), at, now);
        }
        var group = cluster.fleet.groups().poll(at);
        if (group.isPresent()) {
            return correlator.groupTime(group.get().key(), cluster.name, at);
        }
        return cluster.fleet
                .mutes()
                .poll(at)
                .map(mute -> mutes.time(mute.key(), at))
                .orElse(List.of());
    }

    private void symptoms(Cluster cluster, List<SymptomChange> changes, List<Incident> out) {
        for (var change : changes) {
            var workload = change.workload().key();
            var known = workloads.getOrDefault(workload, WorkloadTrack.of(change.workload()));
            var step = assembler.symptom(known, change);
            workload(cluster, workload, step.state(), step.changes(), out);
            if (FleetCorrelator.concerns(change)) {
                tell(correlator.ofNode(change), out);
            }
        }
    }

    private void workload(Cluster cluster, String key, WorkloadTrack next, List<Incident> drafts, List<Incident> out) {
        if (next.empty()) {
            workloads.remove(key);
        } else {
            workloads.put(key, next);
        }
        cluster.workloads.arm(key, assembler.deadline(next).orElse(null));
        drafts.forEach(draft -> tell(correlator.revised(draft, next.image(draft.kind())), out));
    }

    private void tell(List<Incident> revisions, List<Incident> out) {
        for (var revision : mutes.mark(revisions)) {
            var until = Mutes.deadline(revision).orElse(null);
            cluster(revision.cluster()).fleet.mutes().arm(revision.id(), until);
            out.add(revision);
        }
    }

    private Cluster cluster(String name) {
        return clusters.computeIfAbsent(
                name, n -> new Cluster(n, new Tracking(trackers), new Deadlines<>(), new Due()));
    }

    /** Every cluster has a time of its own. */
    private record Cluster(String name, Tracking tracking, Deadlines<String> workloads, Due fleet) {

        Optional<Instant> next() {
            return Stream.of(
                            tracking.next(),
                            workloads.next(),
                            fleet.nodes().next(),
                            fleet.groups().next(),
                            fleet.mutes().next())
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        }
    }
}
