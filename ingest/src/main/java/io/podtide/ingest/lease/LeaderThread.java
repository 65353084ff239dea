package io.podtide.ingest.lease;

import io.podtide.ingest.lease.LeaderElection.Work;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does the work of one leadership, beside the thread that renews the Lease. */
final class LeaderThread implements AutoCloseable {

    private final Leadership leadership;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;

    LeaderThread(String cluster, Work work, Leadership leadership) {
        this.leadership = leadership;
        this.thread = new Thread(() -> run(work), "leader-" + cluster);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run(leadership);
            end.complete(null);
        } catch (InterruptedException e) {
            end.complete(null);
        } catch (ExecutionException e) {
            end.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** What it has failed with. */
    void rethrow() throws InterruptedException, ExecutionException {
        end.get();
        throw new ExecutionException(new IllegalStateException("the work of a leader has ended by itself"));
    }

    /** Nothing is handed on from now on; returns when it has stopped. */
    @Override
    public void close() {
        leadership.end();
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
