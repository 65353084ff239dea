package io.podtide.detect;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.mute.Mutes;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.node.NodeTracker;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Deadlines;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.workload.WorkloadAssembler;
import io.podtide.detect.workload.WorkloadTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three stages in one process and without Kafka: observations in, revisions of incidents out. The same input gives the same
 * output, always.
 *
 * <p>Not thread-safe.
 */
public final class Detection {

    private final PodTracker tracker;
    private final PodTracker blind;
    private final ControllerTracker controllerTracker;
    private final NodeTracker nodeTracker;
    private final WorkloadAssembler assembler;
    private final FleetCorrelator correlator;
    private final Memory memory = new Memory();
    private final Mutes mutes;

    private final Map<String, PodTrack> pods = new HashMap<>();
    private final Map<String, ControllerTrack> controllers = new HashMap<>();
    private final Map<String, NodeContact> nodeContacts = new HashMap<>();
    private final Map<String, WorkloadTrack> workloads = new HashMap<>();
    private final Set<String> gaps = new HashSet<>();
    private final Map<String, ClusterDeadlines> deadlines = new HashMap<>();

    public Detection(RuleBook rules, CauseCatalogue catalogue) {
        this.tracker = new PodTracker(rules, catalogue);
        this.blind = tracker.blind();
        this.controllerTracker = new ControllerTracker(rules, catalogue);
        this.nodeTracker = new NodeTracker(rules, catalogue);
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
        if (observation instanceof ClusterClock clock && clock.mark() == Mark.GAP_STARTED) {
            gaps.add(clock.cluster());
        }
        time(observation.cluster(), now, out);
        if (observation instanceof PodStatus status) {
            var step = tracker(status.cluster()).status(track(status.key()), status);
            pod(status.cluster(), status.key(), step.state(), step.changes(), out);
        } else if (observation instanceof KubeEvent event
                && event.regarding().kind().equals("Pod")) {
            var step = tracker(event.cluster()).event(track(event.key()), event);
            pod(event.cluster(), event.key(), step.state(), step.changes(), out);
        } else if (observation instanceof NodeStatus status) {
            contact(status.cluster(), status.key(), nodeTracker.status(contact(status.key()), status), out);
        } else if (observation instanceof KubeEvent event && ControllerTracker.concerns(event)) {
            var step = controllerTracker.event(controller(event.key()), event);
            controller(event.cluster(), event.key(), step, out);
        } else if (observation instanceof ClusterClock clock && clock.mark() == Mark.SYNCED && clock.since() != null) {
            listed(clock.cluster(), clock.since(), now, out);
        } else if (observation instanceof ClusterClock clock && clock.mark() == Mark.GAP_ENDED) {
            gaps.remove(clock.cluster());
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

    /** Deals with all that is due, in the order of time: what pods come to show first, then what it makes of incidents. */
    private void time(String cluster, Instant now, List<Incident> out) {
        if (gaps.contains(cluster)) {
            return;
        }
        var due = deadlines(cluster);
        for (var next = due.next(); next.isPresent() && !next.get().isAfter(now); next = due.next()) {
            fire(cluster, due, next.get(), out);
        }
    }

    private void fire(String cluster, ClusterDeadlines due, Instant at, List<Incident> out) {
        var pod = due.pods().poll(at).map(d -> d.key());
        if (pod.isPresent()) {
            var step = tracker.time(track(pod.get()), at);
            pod(cluster, pod.get(), step.state(), step.changes(), out);
            return;
        }
        var controller = due.controllers().poll(at).map(d -> d.key());
        if (controller.isPresent()) {
            controller(cluster, controller.get(), controllerTracker.time(controller(controller.get()), at), out);
            return;
        }
        var contact = due.contacts().poll(at).map(d -> d.key());
        if (contact.isPresent()) {
            contact(cluster, contact.get(), nodeTracker.time(contact(contact.get()), at), out);
            return;
        }
        var workload = due.workloads().poll(at).map(d -> workloads.get(d.key()));
        if (workload.isPresent()) {
            var step = assembler.time(workload.get(), at);
            workload(cluster, workload.get().workload().key(), step.state(), step.changes(), out);
            return;
        }
        var node = due.nodes().poll(at).map(d -> d.key());
        if (node.isPresent()) {
            tell(correlator.nodeTime(node.get(), at), out);
            return;
        }
        var group = due.groups().poll(at).map(d -> d.key());
        if (group.isPresent()) {
            tell(correlator.groupTime(group.get(), cluster, at), out);
            return;
        }
        due.mutes().poll(at).ifPresent(mute -> tell(mutes.time(mute.key(), at), out));
    }

    private void pod(String cluster, String key, PodTrack next, List<SymptomChange> changes, List<Incident> out) {
        keep(pods, key, next instanceof PodTrack.Nothing ? null : next);
        deadlines(cluster).pods().arm(key, tracker.deadline(next).orElse(null));
        symptoms(cluster, changes, out);
    }

    private void controller(String cluster, String key, Step<ControllerTrack, SymptomChange> step, List<Incident> out) {
        var next = step.state();
        keep(controllers, key, next instanceof ControllerTrack.Nothing ? null : next);
        deadlines(cluster)
                .controllers()
                .arm(key, controllerTracker.deadline(next).orElse(null));
        symptoms(cluster, step.changes(), out);
    }

    private void contact(String cluster, String key, Step<NodeContact, SymptomChange> step, List<Incident> out) {
        var next = step.state();
        keep(nodeContacts, key, next instanceof NodeContact.Nothing ? null : next);
        deadlines(cluster).contacts().arm(key, nodeTracker.deadline(next).orElse(null));
        symptoms(cluster, step.changes(), out);
    }

    private void symptoms(String cluster, List<SymptomChange> changes, List<Incident> out) {
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

    private void workload(String cluster, String key, WorkloadTrack next, List<Incident> drafts, List<Incident> out) {
        keep(workloads, key, next.empty() ? null : next);
        deadlines(cluster).workloads().arm(key, assembler.deadline(next).orElse(null));
        drafts.forEach(draft -> tell(correlator.revised(draft, next.image(draft.kind())), out));
    }

    private void tell(List<Incident> revisions, List<Incident> out) {
        for (var revision : mutes.mark(revisions)) {
            deadlines(revision.cluster())
                    .mutes()
                    .arm(revision.id(), Mutes.deadline(revision).orElse(null));
            out.add(revision);
        }
    }

    private PodTracker tracker(String cluster) {
        return gaps.contains(cluster) ? blind : tracker;
    }

    private PodTrack track(String key) {
        return pods.getOrDefault(key, new PodTrack.Nothing());
    }

    private ControllerTrack controller(String key) {
        return controllers.getOrDefault(key, new ControllerTrack.Nothing());
    }

    private NodeContact contact(String key) {
        return nodeContacts.getOrDefault(key, new NodeContact.Nothing());
    }

    private ClusterDeadlines deadlines(String cluster) {
        return deadlines.computeIfAbsent(cluster, c -> new ClusterDeadlines());
    }

    private static <V> void keep(Map<String, V> map, String key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    /** Every cluster has a time of its own. */
    private record ClusterDeadlines(
            Deadlines<String> pods,
            Deadlines<String> controllers,
            Deadlines<String> contacts,
            Deadlines<String> workloads,
            Deadlines<String> nodes,
            Deadlines<String> groups,
            Deadlines<String> mutes) {

        ClusterDeadlines() {
            this(
                    new Deadlines<>(),
                    new Deadlines<>(),
                    new Deadlines<>(),
                    new Deadlines<>(),
                    new Deadlines<>(),
                    new Deadlines<>(),
                    new Deadlines<>());
        }

        Optional<Instant> next() {
            return Stream.of(
                            pods.next(),
                            controllers.next(),
                            contacts.next(),
                            workloads.next(),
                            nodes.next(),
                            groups.next(),
                            mutes.next())
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        }
    }

    /** What the third stage remembers. */
    private final class Memory implements FleetMemory {

        private final Map<String, Incident> incidents = new TreeMap<>();
        private final TreeMap<String, NodeTrack> nodes = new TreeMap<>();
        private final Map<String, Group> groups = new HashMap<>();

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
        public List<NodeTrack> nodes(String cluster) {
            return List.copyOf(nodes.subMap(cluster + '/', cluster + '0').values()); // '0' follows '/'
        }

        @Override
        public void keep(NodeTrack node) {
            nodes.put(node.key(), node);
            deadlines(node.cluster()).nodes().arm(node.key(), node.until());
        }

        @Override
        public @Nullable Group group(String key) {
            return groups.get(key);
        }

        @Override
        public List<Group> groups() {
            return List.copyOf(groups.values());
        }

        @Override
        public void keep(Group group) {
            var key = group.shared().key();
            Detection.keep(groups, key, group.empty() ? null : group);
            group.deadlines()
                    .forEach((cluster, at) -> deadlines(cluster).groups().arm(key, at));
        }

        /** A recording that ends is no silence, and there is no wall clock here. */
        @Override
        public @Nullable ClusterSilence silence(String cluster) {
            return null;
        }

        @Override
        public void keep(ClusterSilence silence) {
            throw new UnsupportedOperationException("nobody tells of silence here");
        }
    }
}
