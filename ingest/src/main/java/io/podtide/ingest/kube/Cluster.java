package io.podtide.ingest.kube;

import io.podtide.detect.observation.Workload;

/**
 * The cluster whose objects are read.
 *
 * @param name unique in the fleet
 * @param uid UID of the namespace kube-system, empty when not known
 */
public record Cluster(String name, String uid) {

    /** A cluster of which no more than a name is known: a recording, a snapshot. */
    public static Cluster named(String name) {
        return new Cluster(name, "");
    }

    Workload workload(String namespace, String kind, String name) {
        return new Workload(this.name, uid, namespace, kind, name);
    }
}
