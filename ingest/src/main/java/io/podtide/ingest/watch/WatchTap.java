package io.podtide.ingest.watch;

import io.podtide.ingest.recording.Recorded;
import io.podtide.ingest.recording.RecordingWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sees what a cluster sends before it is made an observation of, one after the other: a recorder. */
@FunctionalInterface
public interface WatchTap {

    WatchTap NONE = recorded -> {};

    void saw(Recorded recorded);

    /** Writes down what it sees, at once. A writer that fails ends the watch. */
    static WatchTap into(RecordingWriter writer) {
        return recorded -> {
            try {
                writer.write(recorded);
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
