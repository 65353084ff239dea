package io.podtide.ingest.recording;

import static io.podtide.ingest.recording.Recordings.readAll;
import static io.podtide.ingest.recording.Recordings.reader;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"copy.jsonl", "copy.jsonl.gz"})
    void whatIsWrittenReadsAsItWas(String name) throws IOException {
        var original = original();
        var copy = folder.resolve(name);
        try (var writer = RecordingWriter.create(copy)) {
            for (var recorded : original) {
                writer.write(recorded);
            }
        }

        try (var reader = RecordingReader.open(copy, "other", line -> {
            throw new AssertionError(line.display());
        })) {
            assertThat(readAll(reader)).isEqualTo(original);
        }
    }

    @Test
    void whatIsNeverReadIsNeverWritten() throws IOException {
        var secret = """
                {"observedAt":"2026-11-21T12:00:00Z","cluster":"c","type":"ADDED","object":{"kind":"Pod",
                 "metadata":{"name":"p","uid":"u","annotations":{"a":"hunter2","kubernetes.io/config.mirror":"hunter2"},"managedFields":[{"manager":"hunter2"}]},
                 "spec":{"containers":[{"name":"app","env":[{"name":"K","value":"hunter2"}],"args":["hunter2"],"command":["hunter2"]}]},
                 "status":{"message":"password=hunter2","conditions":[{"type":"Ready","message":"token=hunter2"}]}}}
                """;
        var copy = folder.resolve("copy.jsonl");
        try (var writer = RecordingWriter.create(copy);
                var reader = reader(secret, line -> {})) {
            writer.write(readAll(reader).get(0));
        }

        assertThat(Files.readString(copy)).isEqualTo("""
                        {"observedAt":"2026-11-21T12:00:00Z","cluster":"c","type":"ADDED","object":{"kind":"Pod",\
                        "metadata":{"name":"p","uid":"u","annotations":{}},"spec":{"containers":[{"name":"app"}]},\
                        "status":{"message":"password=***","conditions":[{"type":"Ready","message":"token=***"}]}}}
                        """);
    }

    @Test
    void aNodeIsWrittenAsFarAsItIsRead() throws IOException {
        var node = """
                {"observedAt":"2026-11-21T12:00:00Z","cluster":"c","type":"ADDED","object":{"kind":"Node",
                 "metadata":{"name":"n","uid":"u","resourceVersion":"7","managedFields":[{"manager":"hunter2"}]},
                 "spec":{"unschedulable":true,"providerID":"hunter2","taints":[{"key":"k","value":"v","effect":"NoExecute"}]},
                 "status":{"nodeInfo":{"machineID":"hunter2"},"addresses":[{"address":"hunter2"}],
                  "conditions":[{"type":"Ready","status":"True","message":"token=hunter2"}]}}}
                """;
        var copy = folder.resolve("copy.jsonl");
        try (var writer = RecordingWriter.create(copy);
                var reader = reader(node, line -> {})) {
            writer.write(readAll(reader).get(0));
        }

        assertThat(Files.readString(copy)).isEqualTo("""
                        {"observedAt":"2026-11-21T12:00:00Z","cluster":"c","type":"ADDED","object":{"kind":"Node",\
                        "metadata":{"name":"n","uid":"u","resourceVersion":"7"},\
                        "spec":{"unschedulable":true,"taints":[{"key":"k","value":"v","effect":"NoExecute"}]},\
                        "status":{"conditions":[{"type":"Ready","status":"True","message":"token=***"}]}}}
                        """);
    }

    private static List<Recorded> original() throws IOException {
        var name = "/recordings/i06-one-restart.jsonl.gz";
        try (var reader = reader(RecordingWriterTest.class.getResourceAsStream(name), line -> {})) {
            return readAll(reader);
        }
    }
}
