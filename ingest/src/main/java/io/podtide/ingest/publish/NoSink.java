package io.podtide.ingest.publish;

import io.podtide.detect.observation.Observation;

/** Keeps nothing: for who only wants to see what a cluster sends. */
public final class NoSink implements Sink {

    @Override
    public void accept(Observation observation) {
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
