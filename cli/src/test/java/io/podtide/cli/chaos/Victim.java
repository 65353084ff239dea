package io.podtide.cli.chaos;

import java.io.IOException;
import java.time.Duration;

/** A process that things happen to. */
interface Victim extends AutoCloseable {

    String name();

    /** Returns when it is at work, but after a while in any case: how long every start took is to be known. */
    default void awaitAtWork() throws InterruptedException {
        // as soon as it is started
    }

    /** By {@code kill -9}; it is started again after this time. */
    void kill(Duration down) throws InterruptedException;

    /** By SIGSTOP, and SIGCONT after this time. */
    void pause(Duration time) throws InterruptedException;

    @Override
    void close() throws IOException;
}
