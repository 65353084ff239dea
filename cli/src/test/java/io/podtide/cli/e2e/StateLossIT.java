package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.rule.RuleTopic;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes no more, or gives back something else: nothing lost, nothing told twice. */
@Tag("slow")
class StateLossIT {

    private static final String NEVER_SILENT = "rules: {cluster-silent: {after: 1h}}";

    /** Tables, which of them there are, and where that is written. */
    private static final List<String> KINDS = List.of("*.sst", "MANIFEST-*", "CURRENT");

    private static final int PARTS = KINDS.size() + 1;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private List<Observation> observations;
    private List<Incident> expected;

    @BeforeEach
    void aRecording() throws Exception {
        observations = Scenario.observations(Scenario.bundled());
        expected = Scenario.detected(RuleBook.DEFAULTS, observations);
    }

    private List<Observation> part(int n, int of) {
        int size = observations.size();
        return observations.subList(size * n / of, size * (n + 1) / of);
    }

    private static Platform platform(TestKafka broker, Path directory) throws Exception {
        var platform = Platform.on(broker, 1, directory);
        new RuleTopic(platform.kafka()).publish("default", NEVER_SILENT.getBytes(UTF_8));
        return platform;
    }

    @Test
    void damagedStateIsRestored() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = platform(broker, directory);
            for (int i = 0; i < PARTS; i++) {
                if (i > 0) {
                    damage(KINDS.get(i - 1));
                }
                try (var streams = platform.streams("streams")) {
                    platform.play(part(i, PARTS), Speed.MAX);
                    assertThat(platform.incidents()).isNotEmpty();
                    assertThat(streams.failure()).isNotDone();
                }
            }
            Revisions.assertSame(platform.incidentsSoFar(), expected);
        }
    }

    /** Of every file of the kind the middle is nonsense. */
    private void damage(String glob) throws IOException {
        var kind = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (var files = Files.walk(directory.resolve("streams"))) {
            var damaged = files.filter(file -> kind.matches(file.getFileName())).toList();
            assertThat(damaged).isNotEmpty();
            for (var file : damaged) {
                var bytes = Files.readAllBytes(file);
                for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
                    bytes[i] ^= 0x2a;
                }
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void aFullDiskEndsTheStreamsWithALineAndTheyGoOnWhenThereIsRoom() throws Exception {
        try (var disk = SmallDisk.mount(directory.resolve("disk"));
                var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = platform(broker, directory);
            var state = disk.directory().resolve("state");
            try (var streams = StreamsProcess.start(platform, "first", state)) {
                platform.play(part(0, 2), Speed.MAX);
                assertThat(platform.incidents()).isNotEmpty();
                disk.fill();
                platform.play(part(1, 2), Speed.MAX);
                await().atMost(PATIENCE).until(() -> {
                    disk.fill(); // what it deletes is room again
                    return !streams.isAlive();
                });
                assertThat(streams.awaitEnd()).isEqualTo(3);
                assertThat(streams.says().lines())
                        .contains("podtide streams: the streams have ended: no space left for state in " + state
                                + "; make room and start again, nothing is lost");
            }
            disk.makeRoom();
            try (var streams = StreamsProcess.start(platform, "second", state)) {
                Revisions.assertSame(platform.incidents(), expected);
                assertThat(streams.isAlive()).as(streams.says()).isTrue();
            }
        }
    }
}
