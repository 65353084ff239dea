package io.podtide.ingest.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads of one cluster. None of them dies in silence: a fault is told and ends all of them. */
final class WatchThreads implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Runs until it is interrupted. */
    interface Task {
        void run() throws InterruptedException;
    }

    private final String cluster;
    private final Consumer<Throwable> fault;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer;

    WatchThreads(String cluster, Consumer<Throwable> fault) {
        this.cluster = cluster;
        this.fault = fault;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon("timer", task));
    }

    void run(String name, Task task) {
        var thread = daemon(name, guarded(task));
        threads.add(thread);
        thread.start();
    }

    void every(Duration interval, Runnable task) {
        var nanos = interval.toNanos();
        var unused = timer.scheduleWithFixedDelay(guarded(task::run), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private Runnable guarded(Task task) {
        return () -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                if (!timer.isShutdown()) { // else the fault is that we are being stopped
                    fault.accept(e);
                    stop();
                }
            }
        };
    }

    private Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, "watch-" + cluster + '-' + name);
        thread.setDaemon(true);
        return thread;
    }

    private void stop() {
        timer.shutdownNow();
        threads.forEach(Thread::interrupt);
    }

    /** Waits until all have stopped, unless one of them is the caller. */
    @Override
    public void close() {
        stop();
        try {
            timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
