package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.ObjectDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/** One file of a snapshot: JSON or YAML by how it begins, not by its name. */
final class SnapshotFile {

    /** Told of each object and of the line on which its document begins. */
    interface Objects {
        void found(KubeObject object, int line);
    }

    private static final int BEGIN = 1024;
    private static final Set<String> WATCH_EVENTS = Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR");

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML = yaml();

    private final String file;
    private final BadLines bad;
    private boolean recording;

    SnapshotFile(String file, BadLines bad) {
        this.file = file;
        this.bad = bad;
    }

    void read(InputStream in, Objects objects) throws IOException {
        in.mark(BEGIN);
        var begin = in.readNBytes(BEGIN);
        in.reset();
        if (isTar(begin)) {
            bad.report(new BadLine(file, 0, "is a tar archive: unpack it and name the folder"));
            return;
        }
        var json = isJson(begin);
        var chunks = new Chunks(file, in, json ? Chunks.Mark.JSON : Chunks.Mark.YAML, bad);
        for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
            read(chunk, chunks.line(), json ? JSON : YAML, objects);
        }
        if (recording) {
            bad.report(new BadLine(file, 0, "is a recording of a watch, not a snapshot: replay it"));
        }
    }

    private void read(byte[] chunk, int first, JsonFactory format, Objects objects) throws IOException {
        var decoder = new ObjectDecoder(
                object -> {
                    recording |= object.kind().isEmpty() && WATCH_EVENTS.contains(object.type());
                    objects.found(object, first);
                },
                (line, problem) -> bad.report(new BadLine(file, first + line - 1, problem)));
        try (var parser = format.createParser(chunk)) {
            decoder.readAll(parser);
        }
    }

    private static boolean isTar(byte[] begin) {
        var magic = "ustar".getBytes(US_ASCII);
        return begin.length > 257 + magic.length
                && Arrays.equals(begin, 257, 257 + magic.length, magic, 0, magic.length);
    }

    private static boolean isJson(byte[] begin) {
        for (var b : begin) {
            if (b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return true;
    }

    /** SnakeYAML refuses more than 3 MB; a List of all pods is one document, and larger. */
    private static JsonFactory yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return YAMLFactory.builder().loaderOptions(options).build();
    }
}
