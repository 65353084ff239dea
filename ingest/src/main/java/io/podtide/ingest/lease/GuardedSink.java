package io.podtide.ingest.lease;

import io.podtide.detect.observation.Observation;
import io.podtide.ingest.publish.Sink;
import io.podtide.wire.Epoch;

/** Takes nothing more once the leadership is over. */
record GuardedSink(Sink sink, Leadership leadership) implements Sink {

    @Override
    public void accept(Observation observation) {
        if (!leadership.isValid()) {
            throw new LeaseLostException("the lease was not renewed in time: another may watch the cluster by now");
        }
        sink.accept(observation);
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
}
