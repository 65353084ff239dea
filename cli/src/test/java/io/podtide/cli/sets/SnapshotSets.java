package io.podtide.cli.sets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.snapshot.SnapshotDetection;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.SnapshotReader;
import io.podtide.rules.Causes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the sets are: beside the source tree, and not part of it because of their licences. */
final class SnapshotSets {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Tests run in the folder of their module. */
    private static final Path FOLDER = Path.of(System.getProperty("podtide.snapshot-sets", "../../shared/data"));

    private SnapshotSets() {}

    /** A table's rows without its head; the test is skipped where the sets are not there. */
    static List<String[]> rows(String table) throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve(table)), () -> "no snapshot sets in " + FOLDER);
        var rows = new ArrayList<String[]>();
        var row = new StringBuilder();
        for (var line : Files.readAllLines(FOLDER.resolve(table))) {
            row.append(row.length() > 0 ? "\n" : "").append(line);
            if (row.chars().filter(c -> c == '"').count() % 2 == 0) { // else a quoted cell goes on
                rows.add(row.toString().split("\t", -1));
                row.setLength(0);
            }
        }
        return rows.subList(1, rows.size());
    }

    static List<Incident> diagnose(String file) throws IOException {
        var bad = new ArrayList<String>();
        var reader = new SnapshotReader(Cluster.named("set"), RoutingLabels.DEFAULT, line -> bad.add(line.display()));
        if (file.endsWith(".txt")) {
            rebuilt(file, reader);
        } else {
            reader.read(FOLDER.resolve(file));
        }
        assertNone(bad);
        return SnapshotDetection.incidents(
                RuleBook.DEFAULTS, Causes.builtIn(), reader.take(null).observations());
    }

    /** Text for people, of which the set holds the Pod once more as an object. */
    private static void rebuilt(String file, SnapshotReader reader) throws IOException {
        for (var line : Files.readAllLines(FOLDER.resolve("holmesgpt/derived/pods.jsonl"))) {
            var row = JSON.readTree(line);
            if (("holmesgpt/" + row.path("file").asText()).equals(file)) {
                reader.read(file, new ByteArrayInputStream(JSON.writeValueAsBytes(row.path("pod"))));
            }
        }
    }

    private static void assertNone(List<String> bad) {
        if (!bad.isEmpty()) {
            throw new AssertionError(bad);
        }
    }
}
