package io.podtide.ingest.recording;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several recordings in the order of time; at one moment, in the order they were named. Each keeps its own order. */
final class MergedRecordings implements Closeable {

    /**
     * The next event of one recording.
     *
     * @param since the newest time of that recording so far: a clock set back must not let it overtake itself
     */
    record Head(Recorded recorded, RecordingReader reader, int order, Instant since) {}

    private final List<RecordingReader> readers;
    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparing(Head::since).thenComparingInt(Head::order));

    MergedRecordings(List<RecordingReader> readers) {
        this.readers = List.copyOf(readers);
        for (var i = 0; i < readers.size(); i++) {
            advance(readers.get(i), i, Instant.MIN);
        }
    }

    /** Null at the end of all. */
    @Nullable
    Head next() {
        var head = heads.poll();
        if (head != null) {
            advance(head.reader(), head.order(), head.since());
        }
        return head;
    }

    private void advance(RecordingReader reader, int order, Instant since) {
        var next = reader.next();
        if (next != null) {
            var at = next.observedAt().isAfter(since) ? next.observedAt() : since;
            heads.add(new Head(next, reader, order, at));
        }
    }

    @Override
    public void close() throws IOException {
        for (var reader : readers) {
            reader.close();
        }
    }
}
