package io.podtide.ingest.lease;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.publish.Sink;
import io.podtide.wire.Epoch;

/** Takes nothing more once the leadership is over. */
record GuardedSink(Sink sink, Leadership leadership) implements Sink {

    @Override
    public void podStatus(PodStatus status) {
        check();
        sink.podStatus(status);
    }

    @Override
    public void kubeEvent(KubeEvent event) {
        check();
        sink.kubeEvent(event);
    }

    @Override
    public void nodeStatus(NodeStatus status) {
        check();
        sink.nodeStatus(status);
    }

    @Override
    public void clock(ClusterClock clock) {
        check();
        sink.clock(clock);
    }

    @Override
    public Sink under(Epoch epoch) {
        return new GuardedSink(sink.under(epoch), leadership);
    }

    @Override
    public void flush() {
        sink.flush();
    }

    @Override
    public void close() {
        sink.close();
    }

    private void check() {
        if (!leadership.isValid()) {
            throw new LeaseLostException("the lease was not renewed in time: another may watch the cluster by now");
        }
    }
}
