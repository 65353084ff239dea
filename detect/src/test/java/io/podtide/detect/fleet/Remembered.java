package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A memory in maps, and the deadlines of what is in it. */
final class Remembered implements FleetMemory {

    final Map<String, Incident> incidents = new HashMap<>();
    final Map<String, NodeTrack> nodes = new TreeMap<>();
    final Map<String, Group> groups = new TreeMap<>();
    final Map<String, ClusterSilence> silences = new TreeMap<>();

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
        return nodes.values().stream().filter(n -> n.cluster().equals(cluster)).toList();
    }

    @Override
    public void keep(NodeTrack node) {
        if (node.empty()) {
            nodes.remove(node.key());
        } else {
            nodes.put(node.key(), node);
        }
    }

    @Override
    public @Nullable Group group(String key) {
        return groups.get(key);
    }

    @Override
    public List<Group> groups() {
        return new ArrayList<>(groups.values());
    }

    @Override
    public void keep(Group group) {
        if (group.empty()) {
            groups.remove(group.shared().key());
        } else {
            groups.put(group.shared().key(), group);
        }
    }

    @Override
    public @Nullable ClusterSilence silence(String cluster) {
        return silences.get(cluster);
    }

    @Override
    public void keep(ClusterSilence silence) {
        if (silence.empty()) {
            silences.remove(silence.cluster());
        } else {
            silences.put(silence.cluster(), silence);
        }
    }
}
