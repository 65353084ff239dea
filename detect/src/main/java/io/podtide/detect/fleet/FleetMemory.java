package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the third stage remembers, wherever it is kept. Whoever keeps it also arms the deadlines of what is kept. */
public interface FleetMemory {

    /** The newest revision told of this incident. */
    @Nullable
    Incident incident(String id);

    void keep(Incident revision);

    /** @param key {@code cluster/node} */
    @Nullable
    NodeTrack node(String key);

    /** All nodes of a cluster that something is remembered of, in the order of their keys. */
    List<NodeTrack> nodes(String cluster);

    /** Those of them that are lost, in the same order; of each at least whose pods were lost with it. */
    default List<NodeTrack> lostNodes(String cluster) {
        return nodes(cluster).stream().filter(node -> node.loss() != null).toList();
    }

    /** Forgets one that is {@linkplain NodeTrack#empty() empty}. */
    void keep(NodeTrack node);

    /** @param key {@link Shared#key()} */
    @Nullable
    Group group(String key);

    /** All there are. */
    List<Group> groups();

    /** Forgets one that is {@linkplain Group#empty() empty}. */
    void keep(Group group);

    /** The cluster, if it is or was silent. */
    @Nullable
    ClusterSilence silence(String cluster);

    /** Forgets one that is {@linkplain ClusterSilence#empty() empty}. */
    void keep(ClusterSilence silence);
}
