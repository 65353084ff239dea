package io.podtide.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.cli.print.Output;
import io.podtide.cli.print.OutputFormat;
import io.podtide.cli.up.Recordings;
import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.snapshot.SnapshotDetection;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.ingest.recording.SnapshotReader;
import io.podtide.rules.Causes;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** The bundled recording with every third object spoilt: nothing hangs, nothing dies, nothing harms who reads of it. */
class MutatedRecordingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As many as give every kind of incident a chance. */
    private static final int LINES = 2_500;

    /** Some seconds are what it takes. */
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatever_comes_ends_in_incidents_that_can_be_read(long seed) throws IOException {
        var spoilt = spoilt(seed);
        assertTimeoutPreemptively(LONG, () -> {
            var played = played(spoilt);
            assertThat(played).isNotEmpty();
            isHarmless(played);
            var snapshot = snapshot(spoilt);
            isHarmless(snapshot);
        });
    }

    private byte[] spoilt(long seed) throws IOException {
        var mutation = new Mutation(new Random(seed));
        var random = new Random(seed);
        var out = new ByteArrayOutputStream();
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Recordings.bundled(directory))), UTF_8))) {
            var line = in.readLine();
            for (int i = 0; line != null && i < LINES; i++, line = in.readLine()) {
                if (JSON.readTree(line) instanceof ObjectNode event
                        && event.get("object") instanceof ObjectNode object) {
                    if (random.nextInt(3) == 0) {
                        mutation.mutate(object);
                    }
                    out.write(JSON.writeValueAsBytes(event));
                    out.write('\n');
                }
            }
        }
        return out.toByteArray();
    }

    private static List<Incident> played(byte[] lines) throws IOException {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var revisions = new ArrayList<Incident>();
        var reader = new RecordingReader("spoilt", new ByteArrayInputStream(lines), "spoilt", bad -> {});
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            player.forEachRemaining(observation -> revisions.addAll(detection.observe(observation)));
        }
        return revisions;
    }

    private static List<Incident> snapshot(byte[] lines) throws IOException {
        var reader = new SnapshotReader(Cluster.named("spoilt"), RoutingLabels.DEFAULT, bad -> {});
        reader.read("spoilt", new ByteArrayInputStream(lines));
        return SnapshotDetection.incidents(
                RuleBook.DEFAULTS, Causes.builtIn(), reader.take(null).observations());
    }

    private static void isHarmless(List<Incident> incidents) {
        var text = new StringWriter();
        try (var report = OutputFormat.report(new Output(new PrintWriter(text), Ansi.OFF));
                var json = OutputFormat.JSONL.revisions(new Output(new PrintWriter(text), Ansi.OFF))) {
            incidents.forEach(report::print);
            incidents.forEach(json::print);
        }
        assertThat(text.toString().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e]");
        assertThat(incidents)
                .allSatisfy(incident -> assertThat(incident.summary()).hasSizeLessThan(3_000));
    }
}
