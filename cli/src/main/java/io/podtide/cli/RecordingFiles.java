package io.podtide.cli;

import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.BadLines;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings that are played together, in the order of time.
 *
 * @param files {@code -} for standard input
 * @param cluster of events that name none
 */
record RecordingFiles(List<Path> files, String cluster) {

    /** @throws IOException if one of them cannot be opened; then none is left open */
    RecordingPlayer open(BadLines bad) throws IOException {
        var readers = new ArrayList<RecordingReader>();
        try {
            for (var file : files) {
                readers.add(open(file, bad));
            }
            return new RecordingPlayer(readers, RoutingLabels.DEFAULT);
        } catch (IOException e) {
            for (var reader : readers) {
                reader.close();
            }
            throw e;
        }
    }

    private RecordingReader open(Path file, BadLines bad) throws IOException {
        return file.toString().equals("-")
                ? new RecordingReader("standard input", System.in, cluster, bad)
                : RecordingReader.open(file, cluster, bad);
    }
}
