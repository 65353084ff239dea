package io.podtide.detect;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.node.NodeMemory;
import io.podtide.detect.node.NodeTracker;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Deadlines;
import io.podtide.detect.state.Repetition;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.PartlySeen;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first stage for one cluster: its pods, what makes them and what holds them, with their deadlines. */
final class Tracking {

    private final Trackers seeing;
    private final Trackers blind;
    private final Map<String, PodTrack> pods = new HashMap<>();
    private final Map<String, ControllerTrack> controllers = new HashMap<>();
    private final Map<String, NodeContact> nodes = new HashMap<>();
    private final Deadlines<String> podDeadlines = new Deadlines<>();
    private final Deadlines<String> controllerDeadlines = new Deadlines<>();
    private final Deadlines<String> nodeDeadlines = new Deadlines<>();
    private Instant newest = Instant.EPOCH;
    private boolean gap;
    private List<Unseen> unseen = List.of();

    Tracking(Trackers trackers) {
        this.seeing = trackers;
        this.blind = trackers.blind();
    }

    /** What is the same for all clusters. */
    record Trackers(PodTracker pods, ControllerTracker controllers, NodeTracker nodes) {

        static Trackers of(RuleBook rules, CauseCatalogue catalogue) {
            return new Trackers(
                    new PodTracker(rules, catalogue),
                    new ControllerTracker(rules, catalogue),
                    new NodeTracker(rules, catalogue));
        }

        Trackers blind() {
            return new Trackers(pods.blind(), controllers.blind(), nodes.blind());
        }
    }

    /** The watch is broken: the cluster's time stands still. */
    boolean inGap() {
        return gap;
    }

    void gap(boolean begins) {
        gap = begins;
    }

    /** What the observer of the cluster does not vouch for from now on, though its pods are seen. */
    void vouched(ClusterClock heartbeat) {
        unseen = gap ? unseen : Unseen.after(unseen, heartbeat.unseen());
    }

    private boolean sees(Part part) {
        return !gap && unseen.stream().noneMatch(each -> each.part() == part);
    }

    List<SymptomChange> take(Observation observation) {
        return PartlySeen.note(taken(observation), unseen);
    }

    private List<SymptomChange> taken(Observation observation) {
        newest = observation.observedAt().isAfter(newest) ? observation.observedAt() : newest;
        if (isRepetition(observation)) {
            return List.of();
        }
        if (observation instanceof PodStatus status) {
            return keep(status.key(), trackers().pods.status(pod(status.key()), status));
        }
        if (observation instanceof KubeEvent event && event.regarding().kind().equals("Pod")) {
            return keep(event.key(), trackers().pods.event(pod(event.key()), event));
        }
        if (observation instanceof KubeEvent event && ControllerTracker.concerns(event)) {
            return keepController(event.key(), trackers(Part.EVENTS).controllers.event(controller(event.key()), event));
        }
        if (observation instanceof KubeEvent event && NodeMemory.concerns(event)) {
            return List.of(seeing.nodes.event(event));
        }
        if (observation instanceof NodeStatus status) {
            return keepNode(status.key(), trackers(Part.NODES).nodes.status(node(status.key()), status));
        }
        return observation instanceof ClusterClock clock && clock.since() != null
                ? listed(clock.mark(), clock.since(), clock.observedAt())
                : List.of();
    }

    /** It is of a time that is long over. */
    boolean isLate(Observation observation) {
        return Repetition.isLate(observation.observedAt(), newest);
    }

    /** It tells of something that has come and gone. */
    private boolean isRepetition(Observation observation) {
        var key = observation.key();
        return isLate(observation)
                && !(pod(key).hasBeenSeen() || controllers.containsKey(key) || nodes.containsKey(key));
    }

    private List<SymptomChange> listed(Mark mark, Instant listBegun, Instant now) {
        if (mark == Mark.NODES_SYNCED) {
            var changes = new ArrayList<SymptomChange>();
            for (var key : nodes.keySet().stream().sorted().toList()) {
                changes.addAll(keepNode(key, trackers(Part.NODES).nodes.listed(node(key), listBegun, now)));
            }
            return changes;
        }
        return mark == Mark.SYNCED ? listed(listBegun, now) : List.of();
    }

    private List<SymptomChange> listed(Instant listBegun, Instant now) {
        var changes = new ArrayList<SymptomChange>();
        for (var key : pods.keySet().stream().sorted().toList()) {
            changes.addAll(keep(key, trackers().pods.listed(pod(key), listBegun, now)));
        }
        return changes;
    }

    /** When anything is due. What is not seen stands still: that Events do not come is no sign that a controller is well. */
    Optional<Instant> next() {
        return Stream.of(
                        podDeadlines.next(),
                        sees(Part.EVENTS) ? controllerDeadlines.next() : Optional.<Instant>empty(),
                        sees(Part.NODES) ? nodeDeadlines.next() : Optional.<Instant>empty())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** Deals with the first that is due. */
    List<SymptomChange> fire(Instant at) {
        return PartlySeen.note(fired(at), unseen);
    }

    private List<SymptomChange> fired(Instant at) {
        var pod = podDeadlines.poll(at).map(due -> due.key());
        if (pod.isPresent()) {
            return keep(pod.get(), trackers().pods.time(pod(pod.get()), at));
        }
        var controller =
                sees(Part.EVENTS) ? controllerDeadlines.poll(at).map(due -> due.key()) : Optional.<String>empty();
        if (controller.isPresent()) {
            var key = controller.get();
            return keepController(key, trackers().controllers.time(controller(key), at));
        }
        return !sees(Part.NODES)
                ? List.of()
                : nodeDeadlines
                        .poll(at)
                        .map(due -> keepNode(due.key(), trackers().nodes.time(node(due.key()), at)))
                        .orElse(List.of());
    }

    private Trackers trackers() {
        return gap ? blind : seeing;
    }

    private Trackers trackers(Part part) {
        return sees(part) ? seeing : blind;
    }

    private List<SymptomChange> keep(String key, Step<PodTrack, SymptomChange> step) {
        var next = step.state();
        keep(pods, key, next instanceof PodTrack.Nothing ? null : next);
        podDeadlines.arm(key, trackers().pods.deadline(next).orElse(null));
        return step.changes();
    }

    private List<SymptomChange> keepController(String key, Step<ControllerTrack, SymptomChange> step) {
        var next = step.state();
        keep(controllers, key, next instanceof ControllerTrack.Nothing ? null : next);
        controllerDeadlines.arm(key, trackers().controllers.deadline(next).orElse(null));
        return step.changes();
    }

    private List<SymptomChange> keepNode(String key, Step<NodeContact, SymptomChange> step) {
        var next = step.state();
        keep(nodes, key, next instanceof NodeContact.Nothing ? null : next);
        nodeDeadlines.arm(key, trackers().nodes.deadline(next).orElse(null));
        return step.changes();
    }

    private PodTrack pod(String key) {
        return pods.getOrDefault(key, new PodTrack.Nothing());
    }

    private ControllerTrack controller(String key) {
        return controllers.getOrDefault(key, new ControllerTrack.Nothing());
    }

    private NodeContact node(String key) {
        return nodes.getOrDefault(key, new NodeContact.Nothing());
    }

    private static <V> void keep(Map<String, V> map, String key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
