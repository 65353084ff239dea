package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart must not show: nothing lost, nothing told twice. */
@Tag("slow")
class RestartIT {

    @TempDir
    Path directory;

    private List<Observation> observations;
    private List<Incident> expected;

    @BeforeEach
    void aRecording() throws Exception {
        observations = Scenario.observations(Scenario.bundled());
        expected = Scenario.detected(RuleBook.DEFAULTS, observations);
    }

    @Test
    void inMidRecordingDoesNotShow() throws Exception {
        int half = observations.size() / 2;
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 1, directory);
            try (var streams = platform.streams("streams")) {
                platform.play(observations.subList(0, half), Speed.MAX);
                assertThat(platform.incidents()).isNotEmpty();
                assertThat(streams.failure()).isNotDone();
            }
            try (var streams = platform.streams("streams")) {
                platform.play(observations.subList(half, observations.size()), Speed.MAX);
                Revisions.assertSame(platform.incidents(), expected);
                assertThat(streams.failure()).isNotDone();
            }
        }
    }

    @Test
    void inMidWorkDoesNotShowAndNeitherDoesTheLossOfAllLocalState() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 1, directory);
            platform.play(observations, Speed.MAX);
            for (int start = 1; start <= 3; start++) {
                // Each has an empty directory and is stopped while it works; what it has not committed must not count.
                try (var streams = platform.streams("streams-" + start)) {
                    assertThat(streams.failure()).isNotDone();
                }
            }
            assertThat(platform.incidentsSoFar().size()).isLessThanOrEqualTo(expected.size());
            try (var streams = platform.streams("streams-last")) {
                Revisions.assertIdentical(platform.incidents(), expected);
                assertThat(streams.failure()).isNotDone();
            }
        }
    }
}
