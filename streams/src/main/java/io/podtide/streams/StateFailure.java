package io.podtide.streams;

import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;

/** The streams have ended since their local state cannot be kept or read. Kafka has all of it. */
public final class StateFailure extends RuntimeException {

    private StateFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The error, in words a person can act on where it is of the state directory. */
    static Throwable explained(Throwable error, Path stateDir) {
        boolean ofState = false;
        var root = error;
        for (var t = error; t != null; t = t.getCause()) {
            ofState |= t instanceof ProcessorStateException || t instanceof RocksDBException;
            root = t;
        }
        if (!ofState) {
            return error;
        }
        var why = String.valueOf(root.getMessage());
        return new StateFailure(
                why.contains("No space left on device")
                        ? "no space left for state in " + stateDir + "; make room and start again, nothing is lost"
                        : "state in " + stateDir + " cannot be used; start again, it is restored from Kafka (" + why
                                + ")",
                error);
    }
}
