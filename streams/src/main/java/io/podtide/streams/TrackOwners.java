package io.podtide.streams;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.ControllerTracker;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.node.NodeTracker;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The part of {@link TrackPods} that is not about pods but about what makes and what holds them: controllers and nodes. */
final class TrackOwners {

    private final CauseCatalogue catalogue;
    private ControllerTracker controllerTracker;
    private NodeTracker nodeTracker;
    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final KeyValueStore<String, ControllerTrack> controllers;
    private final KeyValueStore<String, NodeContact> nodes;
    private final Forward forward;

    /** Where changes go. */
    interface Forward {
        void forward(List<SymptomChange> changes, long timestamp);
    }

    TrackOwners(RuleBook rules, Stages stages, ProcessorContext<?, ?> context, Forward forward) {
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
        var keys = new ArrayList<String>();
        try (var all = controllers.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(key -> step(key, controllerTracker.ruled(load(key)), timestamp));
    }

    void event(KubeEvent event, long timestamp) {
        step(event.key(), controllerTracker.event(load(event.key()), event), timestamp);
    }

    void node(NodeStatus status, long timestamp) {
        var known = nodes.get(status.key());
        var step = nodeTracker.status(known == null ? new NodeContact.Nothing() : known, status);
        if (!(step.state() instanceof NodeContact.Nothing)) {
            nodes.put(status.key(), step.state());
        } else if (known != null) {
            nodes.delete(status.key());
        }
        forward.forward(step.changes(), timestamp);
    }

    /** The time of a cluster has come to {@code now}. */
    void advance(String cluster, Instant now, long timestamp) {
        deadlines.advance(cluster, now, (key, due) -> fire(key, due, timestamp));
    }

    /** Goes on where there was too much to ask at once. */
    void catchUp(long timestamp) {
        deadlines.catchUp((key, due) -> fire(key, due, timestamp));
    }

    /** All that was due up to here has been asked. */
    Instant reached(String cluster, Instant now) {
        return deadlines.reached(cluster, now);
    }

    private void fire(String key, Instant due, long timestamp) {
        step(key, controllerTracker.time(load(key), due), timestamp);
    }

    private ControllerTrack load(String key) {
        var track = controllers.get(key);
        return track == null ? new ControllerTrack.Nothing() : track;
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
