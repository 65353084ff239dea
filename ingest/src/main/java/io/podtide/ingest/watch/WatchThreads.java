package io.podtide.ingest.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The threads of one cluster, and what is due for it on the timer of all. None of them dies in silence: a fault is told and ends
 * all of them.
 */
final class WatchThreads implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Runs until it is interrupted. */
    interface Task {
        void run() throws InterruptedException;
    }

    private final String cluster;
    private final Consumer<Throwable> fault;
    private final Consumer<Collection<Thread>> interrupted;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<TimedTask> timed = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** @param interrupted gets the threads once they are: one that reads from a network must be told otherwise */
    WatchThreads(String cluster, Consumer<Throwable> fault, Consumer<Collection<Thread>> interrupted) {
        this.cluster = cluster;
        this.fault = fault;
        this.interrupted = interrupted;
        WatchTimer.join();
    }

    void run(String name, Task task) {
        var thread = new Thread(guarded(task), "watch-" + cluster + '-' + name);
        thread.setDaemon(true);
        synchronized (this) {
            if (!stopped) {
                threads.add(thread);
                thread.start();
            }
        }
    }

    synchronized void every(Duration interval, Runnable task) {
        if (!stopped) {
            timed.add(new TimedTask(interval, work -> guarded(work::run), task));
        }
    }

    private Runnable guarded(Task task) {
        return () -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                if (!stopped) { // else the fault is that we are being stopped
                    fault.accept(e);
                    stop();
                }
            }
        };
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            WatchTimer.leave();
        }
        timed.forEach(TimedTask::cancel);
        threads.forEach(Thread::interrupt);
        interrupted.accept(threads);
    }

    /** Waits until all have stopped, unless one of them is the caller. */
    @Override
    public void close() {
        stop();
        try {
            for (var task : timed) {
                task.stop(PATIENCE);
            }
            for (var thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.join(PATIENCE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
