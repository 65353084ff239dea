package io.podtide.simulate.take;

import io.podtide.ingest.recording.RecordingReader;
import io.podtide.ingest.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the recordings that come with this module of larger ones: the fields that Podtide reads, of what it watches. */
final class Reduce {

    private Reduce() {}

    /** {@code FROM TO [NAME]}: directories; what is in TO already is left as it is. With a name, only what says it is taken. */
    public static void main(String[] args) throws IOException {
        var to = Path.of(args[1]);
        var name = args.length > 2 ? args[2] : "";
        try (var files = Files.newDirectoryStream(Path.of(args[0]), "*.jsonl.gz")) {
            for (var file : files) {
                if (Files.notExists(to.resolve(file.getFileName()))) {
                    reduce(file, to.resolve(file.getFileName()), name);
                }
            }
        }
    }

    private static void reduce(Path from, Path to, String name) throws IOException {
        try (var reader = RecordingReader.open(from, RecordingReader.DEFAULT_CLUSTER, bad -> {
                    throw new IllegalStateException(bad.display());
                });
                var writer = RecordingWriter.create(to)) {
            for (var line = reader.next(); line != null; line = reader.next()) {
                var object = line.object();
                boolean watched = object.isPod() || object.isEvent() || object.isNode();
                if (watched && (name.isEmpty() || object.toString().contains(name))) {
                    writer.write(line);
                }
            }
        }
    }
}
