package io.podtide.ingest.watch;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is due every so often, for all clusters of the process by a few threads: one for 32 clusters, since a heartbeat waits
 * for Kafka, and no more than 16.
 */
final class WatchTimer {

    private static final int CLUSTERS_A_THREAD = 32;
    private static final int MOST_THREADS = 16;

    private static final AtomicInteger CLUSTERS = new AtomicInteger();
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private WatchTimer() {}

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "watch-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static void join() {
        resize(CLUSTERS.incrementAndGet());
    }

    static void leave() {
        resize(CLUSTERS.decrementAndGet());
    }

    private static void resize(int clusters) {
        TIMER.setCorePoolSize(Math.min(MOST_THREADS, 1 + clusters / CLUSTERS_A_THREAD));
    }

    /** The task throws nothing. */
    static ScheduledFuture<?> every(Duration interval, Runnable task) {
        var nanos = interval.toNanos();
        return TIMER.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }
}
