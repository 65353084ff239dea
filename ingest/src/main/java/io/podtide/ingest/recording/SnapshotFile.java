package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.KubeTime;
import io.podtide.ingest.kube.ObjectDecoder;
import io.podtide.ingest.kube.WatchEvent;
import io.podtide.ingest.kube.WatchEventDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/** One file of a snapshot: JSON, YAML or a tar archive of these, by how it begins, not by its name. */
final class SnapshotFile {

    private static final int BEGIN = 1024;
    private static final Set<String> WATCH_EVENTS = Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR");

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML = yaml();

    /** {@code kubectl describe}, and {@code kubectl get} without {@code -o}. */
    private static final Pattern FOR_PEOPLE =
            Pattern.compile("\\A\\s*(?:Name: +\\S+\\R|(?:NAMESPACE +)?(?:NAME|LAST SEEN) +\\S+ +)");

    private final String file;
    private final BadLines bad;
    private boolean recording;
    private boolean table;

    SnapshotFile(String file, BadLines bad) {
        this.file = file;
        this.bad = bad;
    }

    /** @param wanted of the files in an archive, by name */
    void read(InputStream in, Predicate<String> wanted, Consumer<SnapshotObject> found) throws IOException {
        in.mark(BEGIN);
        var begin = in.readNBytes(BEGIN);
        in.reset();
        if (Tar.begins(begin)) {
            Tar.read(
                    in,
                    wanted,
                    this::breaksOff,
                    (name, entry) ->
                            new SnapshotFile(file + '/' + name, bad).read(TextFile.text(entry), wanted, found));
            return;
        }
        if (FOR_PEOPLE.matcher(new String(begin, UTF_8)).find()) {
            bad.report(new BadLine(file, 0, "is text for people: get the objects with -o json or -o yaml"));
            return;
        }
        readText(in, isJson(begin), found);
    }

    private void readText(InputStream in, boolean json, Consumer<SnapshotObject> found) throws IOException {
        var chunks = new Chunks(file, in, json ? Chunks.Mark.JSON : Chunks.Mark.YAML, bad);
        for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
            read(chunk, chunks.line(), json ? JSON : YAML, found);
        }
        if (recording) {
            bad.report(
                    new BadLine(file, 0, "is a recording of a watch: only how it ends is looked at; replay plays it"));
        }
        if (table) {
            bad.report(new BadLine(file, 0, "is a Table without statuses: get the objects with -o json or -o yaml"));
        }
    }

    private void read(byte[] chunk, int first, JsonFactory format, Consumer<SnapshotObject> found) throws IOException {
        var watched = new boolean[1];
        var decoder = new ObjectDecoder(
                object -> {
                    watched[0] |= object.kind().isEmpty() && WATCH_EVENTS.contains(object.type());
                    table |= object.kind().equals("Table");
                    found.accept(new SnapshotObject(object, file, first, false, null));
                },
                (line, problem) -> bad.report(new BadLine(file, first + line - 1, problem)));
        try (var parser = format.createParser(chunk)) {
            decoder.readAll(parser);
        }
        if (watched[0] && format == JSON) {
            recording = true;
            WatchEventDecoder.decode(chunk, event -> accept(event, first, found), (line, problem) -> {});
        }
    }

    private void accept(WatchEvent event, int line, Consumer<SnapshotObject> found) {
        KubeObject object = event.object();
        boolean change = !event.type().equals("BOOKMARK") && !event.type().equals("ERROR");
        if (object != null && change) {
            boolean deleted = event.type().equals("DELETED") && !object.isEvent(); // an Event's hour is over
            found.accept(new SnapshotObject(object, file, line, deleted, KubeTime.parse(event.observedAt())));
        }
    }

    private void breaksOff() {
        bad.report(new BadLine(file, 0, "the archive breaks off"));
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
