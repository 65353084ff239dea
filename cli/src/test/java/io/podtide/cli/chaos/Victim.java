package io.podtide.cli.chaos;

import java.io.IOException;
import java.time.Duration;

/** A process that things happen to. */
interface Victim extends AutoCloseable {

    String name();

    /** By {@code kill -9}; it is started again after this time. */
    void kill(Duration down) throws InterruptedException;

    /** By SIGSTOP, and SIGCONT after this time. */
    void pause(Duration time) throws InterruptedException;

    @Override
    void close() throws IOException;
}
