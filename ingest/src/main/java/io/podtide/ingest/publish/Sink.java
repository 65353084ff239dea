package io.podtide.ingest.publish;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.wire.Epoch;

/** Where observations go. Implementations are safe for threads and keep the order of calls. */
public interface Sink extends AutoCloseable {

    /** @throws PublishException where this or an earlier observation could not be kept */
    void podStatus(PodStatus status);

    /** @throws PublishException where this or an earlier observation could not be kept */
    void kubeEvent(KubeEvent event);

    /** @throws PublishException where this or an earlier observation could not be kept */
    void nodeStatus(NodeStatus status);

    /** @throws PublishException where this or an earlier observation could not be kept */
    void clock(ClusterClock clock);

    /** Returns when all that was given has been kept. */
    void flush();

    /** Flushes first. */
    @Override
    void close();

    /**
     * The same sink, for what is written under this leadership. Who hands on to another sink hands this on too: what says nothing
     * of its epoch is never fenced.
     */
    default Sink under(Epoch epoch) {
        return this;
    }

    /** The one of the four that it is. */
    default void accept(Observation observation) {
        if (observation instanceof PodStatus status) {
            podStatus(status);
        } else if (observation instanceof KubeEvent event) {
            kubeEvent(event);
        } else if (observation instanceof NodeStatus status) {
            nodeStatus(status);
        } else if (observation instanceof ClusterClock clock) {
            clock(clock);
        }
    }
}
