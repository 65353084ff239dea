package io.podtide.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.ingest.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final Instant END = Instant.parse("2031-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theRecordingEndsWhenItIsToldToAndKeepsItsPace() throws IOException {
        var file = directory.resolve("demo.jsonl.gz");
        Demo.write(file, END);

        var original = seen(Recordings.bundled(directory));
        var moved = seen(file);
        assertThat(moved).hasSameSizeAs(original);
        assertThat(moved.get(moved.size() - 1)).isBetween(END, END.plusSeconds(1));
        var by = Duration.between(original.get(0), moved.get(0));
        assertThat(moved).isEqualTo(original.stream().map(at -> at.plus(by)).toList());
    }

    @Test
    void aSecondStartPlaysTheFileOfTheFirst() throws IOException {
        var file = directory.resolve("demo.jsonl.gz");
        Demo.write(file, END);
        var name = Recordings.nameOf(List.of(file));

        Demo.write(file, END.plusSeconds(3600));

        assertThat(Recordings.nameOf(List.of(file))).isEqualTo(name);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** When each of its changes was seen. */
    private static List<Instant> seen(Path file) throws IOException {
        var seen = new ArrayList<Instant>();
        try (var reader = RecordingReader.open(file, RecordingReader.DEFAULT_CLUSTER, bad -> {
            throw new AssertionError(bad.display());
        })) {
            for (var event = reader.next(); event != null; event = reader.next()) {
                seen.add(event.observedAt());
            }
        }
        return seen;
    }
}
