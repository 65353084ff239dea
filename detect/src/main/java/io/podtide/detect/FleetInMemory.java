package io.podtide.detect;

import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.state.Deadlines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the third stage remembers, and when it wants to be asked again. */
final class FleetInMemory implements FleetMemory {

    private final Function<String, Due> due;
    private final Map<String, Incident> incidents = new TreeMap<>();
    private final TreeMap<String, NodeTrack> nodes = new TreeMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    /** @param due the deadlines of a cluster, by its name */
    FleetInMemory(Function<String, Due> due) {
        this.due = due;
    }

    /** The third stage's deadlines of one cluster. */
    record Due(Deadlines<String> nodes, Deadlines<String> groups, Deadlines<String> mutes) {

        Due() {
            this(new Deadlines<>(), new Deadlines<>(), new Deadlines<>());
        }
    }

    List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

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
        return List.copyOf(ClusterKey.ofCluster(cluster, nodes).values());
    }

    @Override
    public void keep(NodeTrack node) {
        if (node.empty()) {
            nodes.remove(node.key());
        } else {
            nodes.put(node.key(), node);
        }
        due.apply(node.cluster()).nodes().arm(node.key(), node.until());
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
        if (group.empty()) {
            groups.remove(key);
        } else {
            groups.put(key, group);
        }
        group.deadlines().forEach((cluster, at) -> due.apply(cluster).groups().arm(key, at));
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
