package io.podtide.ingest.publish;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;

/** Keeps nothing: for who only wants to see what a cluster sends. */
public final class NoSink implements Sink {

    @Override
    public void podStatus(PodStatus status) {
        // not kept
    }

    @Override
    public void kubeEvent(KubeEvent event) {
        // not kept
    }

    @Override
    public void nodeStatus(NodeStatus status) {
        // not kept
    }

    @Override
    public void clock(ClusterClock clock) {
        // not kept
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
