package io.podtide.ingest.recording;

import io.podtide.ingest.kube.WatchEvent;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a recording. Objects go in as they were read, reduced to the fields that are ever used and masked, so that a recording
 * can be handed to others.
 */
public final class RecordingWriter implements Closeable {

    private final OutputStream out;

    public RecordingWriter(OutputStream out) {
        this.out = out;
    }

    /** Compressed where the name ends in {@code .gz}. An existing file is replaced. */
    public static RecordingWriter create(Path file) throws IOException {
        var out = new BufferedOutputStream(Files.newOutputStream(file));
        // A flush reaches the file through the compression: a recorder that is killed loses what came after the last
        // one.
        return new RecordingWriter(file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16, true) : out);
    }

    public void write(Recorded recorded) throws IOException {
        var event = new WatchEvent(
                recorded.observedAt().toString(),
                recorded.cluster(),
                recorded.type().name(),
                recorded.object());
        out.write(event.toJson());
        out.write('\n');
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
