package io.podtide.ingest.fleet;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import java.util.concurrent.atomic.LongAdder;

/** What one cluster has handed over to be kept. */
final class SinkCounts {

    final LongAdder pods = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder nodes = new LongAdder();
    final LongAdder clocks = new LongAdder();
    /** Of those, that began a gap. */
    final LongAdder gaps = new LongAdder();

    void count(Observation observation) {
        if (observation instanceof PodStatus) {
            pods.increment();
        } else if (observation instanceof KubeEvent) {
            events.increment();
        } else if (observation instanceof NodeStatus) {
            nodes.increment();
        } else {
            clocks.increment();
            if (observation instanceof ClusterClock clock && clock.mark() == Mark.GAP_STARTED) {
                gaps.increment();
            }
        }
    }
}
