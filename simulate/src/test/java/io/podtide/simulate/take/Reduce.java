package io.podtide.simulate.take;

import io.podtide.ingest.recording.RecordingReader;
import io.podtide.ingest.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the recordings that come with this module of larger ones: the fields that Podtide reads, of what it watches. */
final class Reduce {

    private Reduce() {}

    /** {@code FROM TO}: directories; what is in TO already is left as it is. */
    public static void main(String[] args) throws IOException {
        var to = Path.of(args[1]);
        try (var files = Files.newDirectoryStream(Path.of(args[0]), "*.jsonl.gz")) {
            for (var file : files) {
                if (Files.notExists(to.resolve(file.getFileName()))) {
                    reduce(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void reduce(Path from, Path to) throws IOException {
        try (var reader = RecordingReader.open(from, RecordingReader.DEFAULT_CLUSTER, bad -> {
                    throw new IllegalStateException(bad.display());
                });
                var writer = RecordingWriter.create(to)) {
            for (var line = reader.next(); line != null; line = reader.next()) {
                var object = line.object();
                if (object.isPod() || object.isEvent() || object.isNode()) {
                    writer.write(line);
                }
            }
        }
    }
}
