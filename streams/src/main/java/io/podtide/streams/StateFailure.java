package io.podtide.streams;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** The streams have ended since their local state cannot be kept or read. Kafka has all of it. */
public final class StateFailure extends RuntimeException {

    /** RocksDB itself does not go on with less than what it keeps in memory of one store. */
    private static final long LITTLE_ROOM = 64L << 20;

    private StateFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What was to be written in the background was not; what the disk said then, nobody tells. */
    static StateFailure notWritten(Path stateDir) {
        var full = stateDir.toFile().getUsableSpace() < LITTLE_ROOM;
        return new StateFailure(full ? noSpace(stateDir) : unusable(stateDir, "the disk does not take it"), null);
    }

    /**
     * Reads all that a store has, whatever record comes just then. That record is not to blame for a state that nobody can read,
     * and without this one the task would go on as if there were no others behind it.
     */
    static void whileReading(String store, Runnable scan) {
        try {
            scan.run();
        } catch (RuntimeException e) {
            throw SkipBadRecords.isOfTheRecord(e) ? unreadable(store, e) : e;
        }
    }

    private static StateFailure unreadable(String store, RuntimeException why) {
        return new StateFailure(
                "state in the store " + store + " cannot be read (" + why.getMessage()
                        + "); start the version that wrote it, or reset the streams",
                why);
    }

    private static String noSpace(Path stateDir) {
        return "no space left for state in " + stateDir + "; make room and start again, nothing is lost";
    }

    private static String unusable(Path stateDir, String why) {
        return "state in " + stateDir + " cannot be used; start again, it is restored from Kafka (" + why + ")";
    }

    /** The error, in words a person can act on where it is of the state directory. */
    static Throwable explained(Throwable error, Path stateDir) {
        boolean ofStreams = false;
        boolean ofDisk = false;
        var root = error;
        for (var t = error; t != null; t = t.getCause()) {
            if (t instanceof StateFailure) {
                return t;
            }
            ofStreams |= t instanceof ProcessorStateException;
            ofDisk |= t instanceof RocksDBException || t instanceof IOException;
            root = t;
        }
        // with a commit Streams says of any error that it is of the state, also where what is kept cannot be encoded
        boolean ofState =
                root instanceof ProcessorStateException || root instanceof RocksDBException || (ofStreams && ofDisk);
        if (!ofState) {
            return error;
        }
        var why = String.valueOf(root.getMessage());
        return new StateFailure(
                why.contains("No space left on device") ? noSpace(stateDir) : unusable(stateDir, why), error);
    }
}
