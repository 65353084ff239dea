package io.podtide.cli.security;

import io.podtide.detect.observation.Observation;
import io.podtide.ingest.publish.Sink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given. */
final class SeenSink implements Sink {

    private final List<Observation> seen = new CopyOnWriteArrayList<>();

    <T extends Observation> List<T> seen(Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void accept(Observation observation) {
        seen.add(observation);
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
