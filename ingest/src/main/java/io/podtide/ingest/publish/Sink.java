package io.podtide.ingest.publish;

import io.podtide.detect.observation.Observation;
import io.podtide.wire.Epoch;

/** Where observations go. Implementations are safe for threads and keep the order of calls. */
public interface Sink extends AutoCloseable {

    /** @throws PublishException where this or an earlier observation could not be kept */
    void accept(Observation observation);

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
}
