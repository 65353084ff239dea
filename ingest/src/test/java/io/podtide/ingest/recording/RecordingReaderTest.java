package io.podtide.ingest.recording;

import static io.podtide.ingest.recording.Recordings.gzip;
import static io.podtide.ingest.recording.Recordings.pod;
import static io.podtide.ingest.recording.Recordings.readAll;
import static io.podtide.ingest.recording.Recordings.reader;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {

    private final List<String> bad = new ArrayList<>();

    @Test
    void linesInTheirOrder() throws IOException {
        var text = pod("12:00:00", "ADDED", "a") + "\n\n" + pod("12:00:01.123456", "MODIFIED", "a")
                + pod("12:00:02", "DELETED", "a");

        assertThat(read(text.getBytes(UTF_8)))
                .containsExactly(
                        "1 2026-11-21T12:00:00Z prod-1 ADDED Pod a",
                        "4 2026-11-21T12:00:01.123Z prod-1 MODIFIED Pod a",
                        "5 2026-11-21T12:00:02Z prod-1 DELETED Pod a");
        assertThat(bad).isEmpty();
    }

    @Test
    void compressedOrNot() throws IOException {
        var text = pod("12:00:00", "ADDED", "a") + pod("12:00:01", "MODIFIED", "a");

        assertThat(read(gzip(text))).hasSize(2).isEqualTo(read(text.getBytes(UTF_8)));
    }

    @Test
    void asPowerShellWritesIt() throws IOException {
        var text = '\uFEFF' + pod("12:00:00", "ADDED", "a");

        assertThat(read(text.getBytes(UTF_16LE))).containsExactly("1 2026-11-21T12:00:00Z prod-1 ADDED Pod a");
        assertThat(read(text.getBytes(UTF_8))).containsExactly("1 2026-11-21T12:00:00Z prod-1 ADDED Pod a");
    }

    @Test
    void whatKubectlPrintsHasTheTimeOfItsObjectsWhichNeverGoesBack() throws IOException {
        assertThat(read("""
                                {
                                    "type": "ADDED",
                                    "object": {"kind": "Pod", "metadata": {"name": "a", "creationTimestamp": "2026-11-21T12:00:00Z"},
                                        "status": {"containerStatuses": [
                                            {"state": {"terminated": {"startedAt": "2026-11-21T12:00:01Z", "finishedAt": "2026-11-21T12:00:05Z"}}}
                                        ]}
                                    }
                                }
                                {
                                    "type": "MODIFIED",
                                    "object": {"kind": "Pod", "metadata": {"name": "b", "creationTimestamp": "2026-11-21T12:00:02Z"}}
                                }
                                {
                                    "type": "MODIFIED",
                                    "object": {"kind": "Pod", "metadata": {"name": "b", "creationTimestamp": "2026-11-21T12:00:02Z",
                                        "deletionTimestamp": "2026-11-21T12:00:40Z", "deletionGracePeriodSeconds": 30}}
                                }
                                """.getBytes(UTF_8)))
                .containsExactly(
                        "1 2026-11-21T12:00:05Z recording ADDED Pod a",
                        "9 2026-11-21T12:00:05Z recording MODIFIED Pod b",
                        "13 2026-11-21T12:00:10Z recording MODIFIED Pod b");
        assertThat(bad).isEmpty();
    }

    @Test
    void bookmarksTellTheTimeAndErrorsThatAWatchBroke() throws IOException {
        var text = """
                {"observedAt":"2026-11-21T12:00:00Z","cluster":"c","type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"7"}}}
                {"observedAt":"2026-11-21T12:00:01Z","cluster":"c","type":"ERROR","object":{"kind":"Status","status":"Failure","code":410}}
                """;

        assertThat(read(text.getBytes(UTF_8)))
                .containsExactly("1 2026-11-21T12:00:00Z c BOOKMARK Pod", "2 2026-11-21T12:00:01Z c ERROR Status");
        assertThat(bad).isEmpty();
    }

    @Test
    void aBadLineIsNamedAndTheRestIsUsed() throws IOException {
        var text = pod("12:00:00", "ADDED", "a")
                + "{\"observedAt\":\"2026-11-21T12:00:01Z\",\"type\":\"ADDED\",\"object\":{\n"
                + "hunter2\n"
                + "{\"observedAt\":\"yesterday\",\"type\":\"ADDED\",\"object\":{}}\n"
                + "{\"observedAt\":\"2026-11-21T12:00:01Z\",\"type\":\"CHANGED\",\"object\":{}}\n"
                + "{\"observedAt\":\"2026-11-21T12:00:01Z\",\"type\":\"ADDED\"}\n"
                + "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\"}}\n"
                + pod("12:00:02", "ADDED", "b");

        assertThat(read(text.getBytes(UTF_8)))
                .containsExactly(
                        "1 2026-11-21T12:00:00Z prod-1 ADDED Pod a", "8 2026-11-21T12:00:02Z prod-1 ADDED Pod b");
        assertThat(bad)
                .containsExactly(
                        "test.jsonl:3: cannot be parsed at column 1",
                        "test.jsonl:4: observedAt is no RFC 3339 time",
                        "test.jsonl:5: type is none of ADDED, MODIFIED, DELETED, BOOKMARK and ERROR",
                        "test.jsonl:6: is no watch event: it has no object",
                        "test.jsonl:7: tells no time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"ADDED\",\"object\":{", "{\"type\":\"ADDED\",\"obj", "{\"type\":\"ADD", "{\"type\":"
            })
    void aLineThatIsCutOffIsNamedByItsOwnNumber(String half) throws IOException {
        var text = pod("12:00:00", "ADDED", "a") + pod("12:00:01", "ADDED", "b") + half + "\r\n \n"
                + pod("12:00:02", "ADDED", "c");

        assertThat(read(text.getBytes(UTF_8)))
                .containsExactly(
                        "1 2026-11-21T12:00:00Z prod-1 ADDED Pod a",
                        "2 2026-11-21T12:00:01Z prod-1 ADDED Pod b",
                        "5 2026-11-21T12:00:02Z prod-1 ADDED Pod c");
        assertThat(bad).containsExactly("test.jsonl:3: ends in the middle of an object");
    }

    @Test
    void aPrintedObjectThatIsCutOffIsNamedByTheLineWhereItEnds() throws IOException {
        var text = "{\n  \"type\": \"ADDED\",\n  \"object\": {\n" + pod("12:00:00", "ADDED", "a");

        assertThat(read(text.getBytes(UTF_8))).containsExactly("4 2026-11-21T12:00:00Z prod-1 ADDED Pod a");
        assertThat(bad).containsExactly("test.jsonl:3: ends in the middle of an object");
    }

    @Test
    void aTornArchiveIsUsedAsFarAsItGoes() throws IOException {
        var noise = new Random(1);
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i++) {
            text.append(pod("12:00:00", "ADDED", "p" + noise.nextLong()));
        }
        var whole = gzip(text.toString());

        assertThat(read(Arrays.copyOf(whole, whole.length / 2))).hasSizeBetween(500, 1500);
        assertThat(bad).singleElement().asString().matches("test.jsonl:\\d+: the file breaks off here");
    }

    @Test
    void anArchiveTornAtItsBeginningIsSaidToBe() throws IOException {
        var whole = gzip(pod("12:00:00", "ADDED", "p"));

        assertThat(read(Arrays.copyOf(whole, 14))).isEmpty();
        assertThat(bad).containsExactly("test.jsonl:1: the file breaks off here");
    }

    @Test
    void aSnapshotIsNoRecording() throws IOException {
        assertThat(read("{\n  \"kind\": \"List\",\n  \"items\": []\n}\n".getBytes(UTF_8)))
                .isEmpty();
        assertThat(bad).containsExactly("test.jsonl:1: is no watch event: it has no object");
    }

    @Test
    void anEmptyFileIsNoFault() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(bad).isEmpty();
    }

    private List<String> read(byte[] bytes) throws IOException {
        try (var reader = reader(new ByteArrayInputStream(bytes), line -> bad.add(line.display()))) {
            return readAll(reader).stream()
                    .map(r -> r.line() + " " + r.observedAt() + ' ' + r.cluster() + ' ' + r.type() + ' '
                            + r.object().display())
                    .toList();
        }
    }
}
