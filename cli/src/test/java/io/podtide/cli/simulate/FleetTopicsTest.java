package io.podtide.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.print.StatusLine;
import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.rules.Causes;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Line;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTopicsTest {

    private static final Instant FROM = Instant.parse("2027-03-01T06:00:00Z");
    private static final Repertoire REPERTOIRE = Repertoire.load();

    private static Iterator<Line> fleet() {
        var shape = new Shape(3, 3, 5, 40, 2, FROM, FROM.plus(Duration.ofHours(5)), 3, 30, 3, 0);
        return new Fleet(shape, REPERTOIRE, row -> {});
    }

    /** Though the file does not say what is a list, and the topics need not remember a pod to know. */
    @Test
    void aFleetInKafkaTellsWhatItTellsInAFile(@TempDir Path directory) throws Exception {
        var file = directory.resolve("fleet.jsonl.gz");
        FleetFile.write(fleet(), file, new StatusLine(new PrintWriter(Writer.nullWriter()), false));
        var reader = RecordingReader.open(file, RecordingReader.DEFAULT_CLUSTER, bad -> {
            throw new AssertionError(bad.display());
        });
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            var told = incidents(player);
            assertThat(told).hasSizeGreaterThan(20);
            assertThat(incidents(FleetTopics.observations(fleet()))).containsExactlyInAnyOrderElementsOf(told);
        }
    }

    private static List<String> incidents(Iterator<Observation> observations) {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        while (observations.hasNext()) {
            detection.observe(observations.next());
        }
        var told = new ArrayList<String>();
        for (Incident incident : detection.incidents()) {
            told.add(incident.id() + " " + incident.kind() + " " + incident.cause() + " " + incident.state() + " "
                    + incident.occurrences() + " " + incident.resolvedAt());
        }
        return told;
    }
}
