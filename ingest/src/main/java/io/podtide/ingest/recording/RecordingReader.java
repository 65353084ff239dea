package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.KubeTime;
import io.podtide.ingest.kube.NewestTime;
import io.podtide.ingest.kube.WatchEvent;
import io.podtide.ingest.kube.WatchEventDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, or what {@code kubectl get --watch --output-watch-events -o json} prints. The latter says nowhere when it
 * saw a change: the newest time in the object stands for it, and never goes back.
 */
public final class RecordingReader implements Closeable {

    /** Name of the cluster where neither the file nor the caller names one. */
    public static final String DEFAULT_CLUSTER = "recording";

    private final String file;
    private final String cluster;
    private final BadLines bad;
    private final Chunks chunks;
    private final Queue<Recorded> decoded = new ArrayDeque<>();
    private @Nullable Instant newest;

    /**
     * @param file for messages
     * @param cluster of events that name none
     */
    public RecordingReader(String file, InputStream in, String cluster, BadLines bad) throws IOException {
        this.file = file;
        this.cluster = cluster;
        this.bad = bad;
        this.chunks = new Chunks(file, TextFile.text(in), Chunks.Mark.JSON, bad);
    }

    public static RecordingReader open(Path file, String cluster, BadLines bad) throws IOException {
        return new RecordingReader(file.toString(), TextFile.open(file), cluster, bad);
    }

    /** The next event in the order of the file, null at its end. */
    public @Nullable Recorded next() {
        while (decoded.isEmpty()) {
            var chunk = chunks.next();
            if (chunk == null) {
                return null;
            }
            var first = chunks.line();
            WatchEventDecoder.decode(
                    chunk, event -> accept(event, first), (line, problem) -> reject(first + line - 1, problem));
        }
        return decoded.remove();
    }

    private void accept(WatchEvent event, int line) {
        var object = event.object();
        if (object == null) {
            reject(line, "is no watch event: it has no object");
        } else {
            var type = type(event.type());
            if (type == null) {
                reject(line, "type is none of ADDED, MODIFIED, DELETED, BOOKMARK and ERROR");
            } else {
                accept(event, type, object, line);
            }
        }
    }

    private void accept(WatchEvent event, Recorded.Type type, KubeObject object, int line) {
        var observedAt = event.observedAt().isEmpty() ? newest(object) : KubeTime.parse(event.observedAt());
        if (observedAt == null && type == Recorded.Type.ERROR) {
            return; // before anything was seen there is nothing to miss
        }
        if (observedAt == null) {
            reject(line, event.observedAt().isEmpty() ? "tells no time" : "observedAt is no RFC 3339 time");
        } else {
            var name = event.cluster().isEmpty() ? cluster : event.cluster();
            decoded.add(new Recorded(observedAt, name, type, object, line));
        }
    }

    private @Nullable Instant newest(KubeObject object) {
        var own = NewestTime.of(object);
        if (newest == null || (own != null && own.isAfter(newest))) {
            newest = own;
        }
        return newest;
    }

    private static Recorded.@Nullable Type type(String word) {
        try {
            return Recorded.Type.valueOf(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    void reject(int line, String problem) {
        bad.report(new BadLine(file, line, problem));
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
