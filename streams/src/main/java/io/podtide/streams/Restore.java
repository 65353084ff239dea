package io.podtide.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much an instance has read of its changelogs since its start, and for how long it was at it. */
final class Restore implements StateRestoreListener {

    private final LongSupplier nanoTime;
    private int underWay;
    private long begunNanos;
    private long nanos;
    private long records;

    /** @param nanoTime {@link System#nanoTime} */
    Restore(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        if (underWay++ == 0) {
            begunNanos = nanoTime.getAsLong();
        }
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition partition, String store, long to, long restored) {
        records += restored;
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
        ended();
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String store, long total) {
        ended();
    }

    private void ended() {
        if (--underWay == 0) {
            nanos += nanoTime.getAsLong() - begunNanos;
        }
    }

    synchronized StreamsApp.Restored sum() {
        return new StreamsApp.Restored(records, Duration.ofNanos(nanos));
    }
}
