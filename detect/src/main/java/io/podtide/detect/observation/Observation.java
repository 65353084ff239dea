package io.podtide.detect.observation;

import java.time.Instant;

/** Something seen of a cluster. Every observation moves the cluster's time on to its {@link #observedAt()}. */
public sealed interface Observation permits PodStatus, KubeEvent, NodeStatus, ClusterClock {

    /** Name of the cluster, unique in the fleet. */
    String cluster();

    /** The observer's clock when it saw this; never the API server's. */
    Instant observedAt();

    /** Record key: what is said of one object stays in order. */
    String key();
}
