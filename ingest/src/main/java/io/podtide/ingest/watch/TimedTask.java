package io.podtide.ingest.watch;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task of {@link WatchTimer} that can be waited for: when {@link #stop} returns true it neither runs nor ever will. */
final class TimedTask {

    private final Semaphore running = new Semaphore(1);
    private final ScheduledFuture<?> schedule;
    private volatile @Nullable Thread runner;

    /** @param guard makes of the task one that throws nothing */
    TimedTask(Duration interval, Function<Runnable, Runnable> guard, Runnable task) {
        var guarded = guard.apply(task);
        this.schedule = WatchTimer.every(interval, () -> run(guarded));
    }

    private void run(Runnable task) {
        if (!running.tryAcquire()) {
            return; // it is being stopped
        }
        runner = Thread.currentThread();
        try {
            task.run();
        } finally {
            runner = null;
            running.release();
        }
    }

    void cancel() {
        schedule.cancel(true);
    }

    boolean stop(Duration patience) throws InterruptedException {
        cancel();
        return runner == Thread.currentThread() || running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
