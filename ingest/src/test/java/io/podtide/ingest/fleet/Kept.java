package io.podtide.ingest.fleet;

import io.podtide.detect.observation.Observation;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.Sink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what its sinks are given. One that has lost something refuses all that comes after, as Kafka's does. */
final class Kept {

    private final List<Observation> all = new CopyOnWriteArrayList<>();
    private final List<One> opened = new CopyOnWriteArrayList<>();

    Sink open() {
        var sink = new One();
        opened.add(sink);
        return sink;
    }

    void loses() {
        opened.forEach(sink -> sink.lost = true);
    }

    int opened() {
        return opened.size();
    }

    int stillOpen() {
        return (int) opened.stream().filter(sink -> !sink.closed).count();
    }

    <T extends Observation> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private final class One implements Sink {

        private volatile boolean lost;
        private volatile boolean closed;

        @Override
        public void accept(Observation observation) {
            flush();
            all.add(observation);
        }

        @Override
        public void flush() {
            if (lost || closed) {
                throw new PublishException("Kafka is away", new IllegalStateException());
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
