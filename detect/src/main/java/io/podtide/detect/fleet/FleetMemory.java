package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import org.jspecify.annotations.Nullable;

/** What the third stage remembers, wherever it is kept. */
public interface FleetMemory {

    /** The newest revision told of this incident. */
    @Nullable
    Incident incident(String id);

    void keep(Incident revision);

    /** @param key {@code cluster/node} */
    @Nullable
    NodeTrack node(String key);

    void keep(NodeTrack node);
}
