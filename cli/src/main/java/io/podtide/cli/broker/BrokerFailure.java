package io.podtide.cli.broker;

import java.nio.file.Path;

/** The broker cannot start, or has ended by itself; the message is one line for people. */
public final class BrokerFailure extends RuntimeException {

    BrokerFailure(String message) {
        super(message);
    }

    BrokerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static BrokerFailure inUse(Path directory, String holder) {
        return new BrokerFailure("the data directory " + directory + " is in use by another podtide" + holder
                + "; stop it, or choose" + " another directory");
    }
}
