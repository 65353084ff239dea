package io.podtide.streams;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.node.NodeMemory;
import io.podtide.detect.node.NodeTracker;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The part of {@link TrackPods} that is not about pods but about what makes and what holds them: controllers and nodes. */
final class TrackOwners {

    private final CauseCatalogue catalogue;
    private final ClusterTimes times;
    private ControllerTracker controllerTracker;
    private NodeTracker nodeTracker;
    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final ClusterDeadlines nodeDeadlines = new ClusterDeadlines();
    private final KeyValueStore<String, ControllerTrack> controllers;
    private final KeyValueStore<String, NodeContact> nodes;
    private final Forward forward;

    /** Where changes go. */
    interface Forward {
        void forward(List<SymptomChange> changes, long timestamp);
    }

    TrackOwners(RuleBook rules, Stages stages, ClusterTimes times, ProcessorContext<?, ?> context, Forward forward) {
        this.times = times;
        this.catalogue = stages.catalogue();
        this.controllerTracker = new ControllerTracker(rules, catalogue);
        this.nodeTracker = new NodeTracker(rules, catalogue);
        this.controllers = context.getStateStore(Stores.CONTROLLERS);
        this.nodes = context.getStateStore(Stores.NODE_CONTACTS);
        this.forward = forward;
    }

    /**
     * These rules apply from now on; the first time to what the store has kept. A node that was lost while nobody looked is seen
     * with its next status.
     */
    void adopt(RuleBook rules, long timestamp) {
        controllerTracker = new ControllerTracker(rules, catalogue);
        nodeTracker = new NodeTracker(rules, catalogue);
        StateFailure.whileReading(Stores.CONTROLLERS, () -> ruleControllers(timestamp));
        StateFailure.whileReading(Stores.NODE_CONTACTS, this::armNodes);
    }

    private void ruleControllers(long timestamp) {
        var keys = new ArrayList<String>();
        try (var all = controllers.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(key -> {
            var track = load(key);
            deadlines.arm(key, controllerTracker.deadline(track));
            stepFrom(track, key, controllerTracker.ruled(track), timestamp);
        });
    }

    private void armNodes() {
        try (var all = nodes.all()) {
            all.forEachRemaining(entry -> nodeDeadlines.arm(entry.key, nodeTracker.deadline(entry.value)));
        }
    }

    /** The Event tells something of what this follows. */
    static boolean concerns(KubeEvent event) {
        return ControllerTracker.concerns(event) || NodeMemory.concerns(event);
    }

    void event(KubeEvent event, long timestamp) {
        if (NodeMemory.concerns(event)) {
            forward.forward(List.of(nodeTracker.event(event)), timestamp);
            return;
        }
        var tracker = times.sees(event.cluster(), Part.EVENTS) ? controllerTracker : controllerTracker.blind();
        var track = load(event.key());
        stepFrom(track, event.key(), tracker.event(track, event), timestamp);
    }

    void node(NodeStatus status, long timestamp) {
        var contact = node(status.key());
        nodeStepFrom(contact, status.key(), nodeTracker(status.cluster()).status(contact, status), timestamp);
    }

    /** A node that a whole list does not show is gone. */
    void sweep(ClusterClock clock, Instant listBegun, long timestamp) {
        var keys = new ArrayList<String>();
        try (var ofCluster = nodes.prefixScan(ClusterKey.prefix(clock.cluster()), new StringSerializer())) {
            ofCluster.forEachRemaining(entry -> keys.add(entry.key));
        }
        var tracker = nodeTracker(clock.cluster());
        keys.forEach(key -> {
            var contact = node(key);
            nodeStepFrom(contact, key, tracker.listed(contact, listBegun, clock.observedAt()), timestamp);
        });
    }

    private NodeTracker nodeTracker(String cluster) {
        return times.sees(cluster, Part.NODES) ? nodeTracker : nodeTracker.blind();
    }

    /** Something is remembered of it. */
    boolean know(String key) {
        return controllers.get(key) != null || nodes.get(key) != null;
    }

    /** False if nothing of a cluster is due at this time. */
    boolean anyDue(String cluster, Instant now) {
        return deadlines.anyDue(cluster, now) || nodeDeadlines.anyDue(cluster, now);
    }

    /** When what this key stands for is due; empty if only news can change it. */
    Optional<Instant> due(String key) {
        return deadlines.of(key).or(() -> nodeDeadlines.of(key));
    }

    /**
     * The time of a cluster has come to {@code now}. What is not seen stands still: that Events do not come is no sign that a
     * controller is well.
     */
    void advance(String cluster, Instant now, long timestamp) {
        if (times.sees(cluster, Part.EVENTS)) {
            deadlines.advance(cluster, now, (key, due) -> fire(key, due, timestamp));
        }
        if (times.sees(cluster, Part.NODES)) {
            nodeDeadlines.advance(cluster, now, (key, due) -> fireNode(key, due, timestamp));
        }
    }

    /** Goes on where there was too much to ask at once. */
    void catchUp(long timestamp) {
        deadlines.catchUp(cluster -> times.sees(cluster, Part.EVENTS), (key, due) -> fire(key, due, timestamp));
        nodeDeadlines.catchUp(cluster -> times.sees(cluster, Part.NODES), (key, due) -> fireNode(key, due, timestamp));
    }

    /** All that was due up to here has been asked. */
    Instant reached(String cluster, Instant now) {
        var ofControllers = deadlines.reached(cluster, now);
        var ofNodes = nodeDeadlines.reached(cluster, now);
        return ofControllers.isBefore(ofNodes) ? ofControllers : ofNodes;
    }

    private void fire(String key, Instant due, long timestamp) {
        step(key, controllerTracker.time(load(key), due), timestamp);
    }

    private void fireNode(String key, Instant due, long timestamp) {
        nodeStep(key, nodeTracker.time(node(key), due), timestamp);
    }

    private NodeContact node(String key) {
        var contact = nodes.get(key);
        return contact == null ? new NodeContact.Nothing() : contact;
    }

    /** Nothing is written where nothing has changed, as with most statuses; nor has the deadline then. */
    private void nodeStepFrom(NodeContact before, String key, Step<NodeContact, SymptomChange> step, long timestamp) {
        if (step.state() != before || !step.changes().isEmpty()) {
            nodeStep(key, step, timestamp);
        }
    }

    private void nodeStep(String key, Step<NodeContact, SymptomChange> step, long timestamp) {
        var next = step.state();
        if (!(next instanceof NodeContact.Nothing)) {
            nodes.put(key, next);
        } else if (nodes.get(key) != null) { // most are never anything else
            nodes.delete(key);
        }
        nodeDeadlines.arm(key, nodeTracker.deadline(next));
        forward.forward(step.changes(), timestamp);
    }

    private ControllerTrack load(String key) {
        var track = controllers.get(key);
        return track == null ? new ControllerTrack.Nothing() : track;
    }

    /** The same of Events. */
    private void stepFrom(
            ControllerTrack before, String key, Step<ControllerTrack, SymptomChange> step, long timestamp) {
        if (step.state() != before || !step.changes().isEmpty()) {
            step(key, step, timestamp);
        }
    }

    private void step(String key, Step<ControllerTrack, SymptomChange> step, long timestamp) {
        var next = step.state();
        if (!(next instanceof ControllerTrack.Nothing)) {
            controllers.put(key, next);
        } else if (controllers.get(key) != null) { // most are never anything else
            controllers.delete(key);
        }
        deadlines.arm(key, controllerTracker.deadline(next));
        forward.forward(step.changes(), timestamp);
    }
}
