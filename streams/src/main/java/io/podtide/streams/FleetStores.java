package io.podtide.streams;

import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the third stage remembers, in stores, and when it wants to be asked again. */
final class FleetStores implements FleetMemory {

    private final KeyValueStore<String, Incident> incidents;
    private final KeyValueStore<String, NodeTrack> nodes;
    /** By key: few at any time, and asked for with every pod that waits. */
    private final TreeMap<String, NodeTrack> lostNodes = new TreeMap<>();

    private final KeyValueStore<String, Group> groups;
    /** What is in their store: in a storm the same group is asked for with every incident. */
    private final Map<String, Group> groupsByKey = new TreeMap<>();

    private final KeyValueStore<String, ClusterSilence> silences;
    private final ClusterDeadlines nodeDeadlines = new ClusterDeadlines();
    private final ClusterDeadlines groupDeadlines = new ClusterDeadlines();
    private final ClusterDeadlines silenceDeadlines = new ClusterDeadlines();
    private final ClusterDeadlines forgetting = new ClusterDeadlines();
    private final RulesInForce rules;

    FleetStores(RulesInForce rules, ProcessorContext<?, ?> context) {
        this.rules = rules;
        this.incidents = context.getStateStore(Stores.INCIDENTS);
        this.nodes = context.getStateStore(Stores.NODES);
        this.groups = context.getStateStore(Stores.GROUPS);
        this.silences = context.getStateStore(Stores.SILENCES);
        each(nodes, node -> {
            index(node);
            if (node.until() == null) { // kept before nodes were looked through
                nodeDeadlines.arm(node.key(), Optional.of(Instant.EPOCH));
            }
        });
        each(groups, group -> {
            groupsByKey.put(group.shared().key(), group);
            arm(group);
        });
        each(silences, this::arm);
        each(incidents, this::armForgetting);
    }

    /** Keys {@code cluster/node}. */
    ClusterDeadlines nodeDeadlines() {
        return nodeDeadlines;
    }

    /** Keys: one of the group's clusters, then that {@linkplain #groupOf of the group}. */
    ClusterDeadlines groupDeadlines() {
        return groupDeadlines;
    }

    /** Keys: names of clusters, as they stand in keys. */
    ClusterDeadlines silenceDeadlines() {
        return silenceDeadlines;
    }

    /** When resolved incidents are forgotten. */
    ClusterDeadlines forgetting() {
        return forgetting;
    }

    static String groupOf(String deadlineKey) {
        return ClusterKey.rest(deadlineKey);
    }

    void forget(String key, Instant due) {
        incidents.delete(ClusterKey.rest(key));
    }

    @Override
    public @Nullable Incident incident(String id) {
        return incidents.get(id);
    }

    @Override
    public void keep(Incident revision) {
        incidents.put(revision.id(), revision);
        armForgetting(revision);
    }

    @Override
    public @Nullable NodeTrack node(String key) {
        return nodes.get(key);
    }

    @Override
    public List<NodeTrack> nodes(String cluster) {
        var found = new ArrayList<NodeTrack>();
        try (var ofCluster = nodes.prefixScan(ClusterKey.prefix(cluster), new StringSerializer())) {
            ofCluster.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    @Override
    public void keep(NodeTrack node) {
        if (!node.empty()) {
            nodes.put(node.key(), node);
        } else if (nodes.get(node.key()) != null) { // of most nothing was ever kept
            nodes.delete(node.key());
        }
        index(node);
    }

    @Override
    public List<NodeTrack> lostNodes(String cluster) {
        return List.copyOf(ClusterKey.ofCluster(cluster, lostNodes).values());
    }

    @Override
    public @Nullable Group group(String key) {
        return groupsByKey.get(key);
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groupsByKey.values());
    }

    @Override
    public void keep(Group group) {
        var key = group.shared().key();
        if (group.empty()) {
            groupsByKey.remove(key);
            groups.delete(key);
        } else {
            groupsByKey.put(key, group);
            groups.put(key, group);
            arm(group);
        }
    }

    @Override
    public @Nullable ClusterSilence silence(String cluster) {
        return silences.get(cluster);
    }

    @Override
    public void keep(ClusterSilence silence) {
        if (!silence.empty()) {
            silences.put(silence.cluster(), silence);
        } else if (silences.get(silence.cluster()) != null) { // most are never silent
            silences.delete(silence.cluster());
        }
        arm(silence);
    }

    private void index(NodeTrack node) {
        if (node.loss() == null) {
            lostNodes.remove(node.key());
        } else {
            lostNodes.put(node.key(), node.lossOnly());
        }
        nodeDeadlines.arm(node.key(), Optional.ofNullable(node.until()));
    }

    private void arm(Group group) {
        group.deadlines()
                .forEach((cluster, at) ->
                        groupDeadlines.arm(ClusterKey.of(cluster, group.shared().key()), Optional.of(at)));
    }

    private void arm(ClusterSilence silence) {
        silenceDeadlines.arm(ClusterKey.part(silence.cluster()), Optional.ofNullable(silence.until()));
    }

    /** Longer than an incident can be reopened, or its revisions would be numbered anew. */
    private Duration remembered() {
        return rules.book().rules().resolve().reopenWithin().plusDays(1);
    }

    private void armForgetting(Incident incident) {
        var at = incident.state() == State.RESOLVED
                ? Optional.of(incident.updatedAt().plus(remembered()))
                : Optional.<Instant>empty();
        forgetting.arm(ClusterKey.of(incident.cluster(), incident.id()), at);
    }

    /** One after the other: all incidents of a month at once would take much memory. */
    private static <V> void each(KeyValueStore<String, V> store, Consumer<V> consumer) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> consumer.accept(entry.value));
        }
    }
}
