package io.podtide.cli.scenario;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.rules.Causes;
import io.podtide.rules.RulesReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A recording of real failures, in a folder of its own beside what is expected of it. */
public record Scenario(String name) {

    public static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");

    /** Short durations, for failures that were recorded for a few minutes only. */
    static final Path SHORT_RULES = FOLDER.resolve("rules-short.yaml");

    private static final String BUNDLED = "j01-mixed-fleet";

    public static Stream<Scenario> all() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> new Scenario(folder.getFileName().toString()))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList()
                    .stream();
        }
    }

    /** The one that {@code up} plays when there is nothing to watch. */
    public static Scenario bundled() {
        return new Scenario(BUNDLED);
    }

    public static RuleBook shortRules() throws IOException {
        return RulesReader.read(SHORT_RULES).orThrow().book();
    }

    /** What an ingestor would have observed of several, played as one. */
    public static List<Observation> observations(Scenario... scenarios) throws IOException {
        var readers = new ArrayList<RecordingReader>();
        for (var scenario : scenarios) {
            readers.add(scenario.reader());
        }
        var observations = new ArrayList<Observation>();
        try (var player = new RecordingPlayer(readers, RoutingLabels.DEFAULT)) {
            player.forEachRemaining(observations::add);
        }
        return observations;
    }

    /** All revisions that come of them without Kafka, in order. */
    public static List<Incident> detected(RuleBook rules, List<Observation> observations) {
        var detection = new Detection(rules, Causes.builtIn());
        return observations.stream()
                .flatMap(observation -> detection.observe(observation).stream())
                .toList();
    }

    List<Incident> detected(RuleBook rules) throws IOException {
        return detected(rules, observations(this));
    }

    /** The recording itself, for a process to read; the bundled one has no file. */
    public Path recording() {
        return file("recording.jsonl.gz").toAbsolutePath();
    }

    Path file(String file) {
        return FOLDER.resolve(name).resolve(file);
    }

    private RecordingReader reader() throws IOException {
        return new RecordingReader(name, open(), RecordingReader.DEFAULT_CLUSTER, Scenario::refuse);
    }

    /** The recording, compressed. */
    public InputStream open() throws IOException {
        if (!name.equals(BUNDLED)) {
            return Files.newInputStream(recording());
        }
        var in = Scenario.class.getResourceAsStream("/io/podtide/cli/up/mixed-fleet.jsonl.gz");
        if (in == null) {
            throw new FileNotFoundException("the bundled recording");
        }
        return in;
    }

    private static void refuse(Object badLine) {
        throw new AssertionError("a recording of ours has a bad line: " + badLine);
    }

    public static Scenario[] named(String... names) {
        return Arrays.stream(names).map(Scenario::new).toArray(Scenario[]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
