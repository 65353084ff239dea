package io.podtide.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: asks the work to stop, and keeps the process alive until it has. */
public final class StopSignal implements AutoCloseable {

    private static final long WAITS_SECONDS = 20;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop called on another thread, once */
    public StopSignal(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    awaitFinished();
                },
                "stop-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The work has stopped in good order. */
    public void finished() {
        finished.countDown();
    }

    private void awaitFinished() {
        try {
            finished.await(WAITS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already
        }
    }
}
