package io.podtide.ingest.fleet;

import io.podtide.detect.observation.Observation;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.Sink;
import io.podtide.wire.Epoch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sink for all clusters: a producer costs a thread, connections to every broker and 32 MiB. When it has lost something, it
 * refuses all of them, and the first to ask for another makes it: each lists again, since nobody knows whose record was lost.
 */
public final class SharedSink implements AutoCloseable {

    private final Supplier<Sink> open;
    private @Nullable Sink current;

    /** @param open makes a new one, which is closed here */
    public SharedSink(Supplier<Sink> open) {
        this.open = open;
    }

    /** Waits while one that failed is being closed. */
    synchronized Sink lend(SinkCounts counts) {
        var sink = current;
        if (sink == null) {
            sink = open.get();
            current = sink;
        }
        return new Lent(sink, sink.under(Epoch.NONE), counts);
    }

    /** Nobody gets this one any more; who has it is told by itself. */
    private synchronized void giveUp(Sink failed) {
        if (current == failed) {
            current = null;
            failed.close();
        }
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private final class Lent implements Sink {

        private final Sink base;
        /** Of this cluster alone: it waits for nobody else's records. */
        private final Sink sink;

        private final SinkCounts counts;

        Lent(Sink base, Sink sink, SinkCounts counts) {
            this.base = base;
            this.sink = sink;
            this.counts = counts;
        }

        @Override
        public Sink under(Epoch epoch) {
            return new Lent(base, base.under(epoch), counts);
        }

        @Override
        public void accept(Observation observation) {
            guarded(() -> sink.accept(observation));
            counts.count(observation);
        }

        @Override
        public void flush() {
            guarded(sink::flush);
        }

        private void guarded(Runnable call) {
            try {
                call.run();
            } catch (PublishException e) {
                giveUp(base);
                throw e;
            }
        }

        /** The others go on with it, and what was handed over goes with theirs. */
        @Override
        public void close() {}
    }
}
