package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.rule.RuleTopic;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.StreamsApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances come, go and die while they work, and none of it shows: what is in the end is as one instance tells it, and no
 * revision is told twice.
 */
@Tag("slow")
class ScaleOutIT {

    private static final int PARTITIONS = 4;
    private static final int QUARTERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As in {@link ManyPartitionsIT}. */
    private static final Speed BOUNDED = new Speed(120);

    /** A busy machine may be slower than what counts as silence. */
    private static final String NEVER_SILENT = "rules: {cluster-silent: {after: 1h}}";

    @TempDir
    Path directory;

    private final List<Observation> observations;

    ScaleOutIT() throws Exception {
        observations = Scenario.observations(
                Scenario.named("a10-bad-rollout", "c07-pvc", "g01-finalizer", "i01-rolling-update"));
    }

    private void play(Platform platform, int quarter) throws InterruptedException {
        int size = observations.size();
        platform.play(observations.subList(size * quarter / QUARTERS, size * (quarter + 1) / QUARTERS), BOUNDED);
    }

    @Test
    void aStandbyTakesOverFromAnInstanceThatIsKilled() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, PARTITIONS, directory);
            new RuleTopic(platform.kafka()).publish("default", NEVER_SILENT.getBytes(UTF_8));
            try (var dies = StreamsProcess.start(platform, "dies", directory.resolve("dies"), "--standbys", "1");
                    var stays = running(platform.starting("stays", 1))) {
                awaitCopies("stays", "dies");
                play(platform, 0);
                try (var third = running(platform.starting("third", 1))) {
                    play(platform, 1);
                    assertThat(dies.isAlive()).as(dies.says()).isTrue();
                    dies.kill();
                    play(platform, 2);
                    assertThat(third.failure()).isNotDone();
                }
                play(platform, 3);
                Revisions.assertSameInTheEnd(platform.incidents(), Scenario.detected(RuleBook.DEFAULTS, observations));
                assertThat(stays.failure()).isNotDone();
            }
        }
    }

    private static StreamsApp running(StreamsApp app) throws Exception {
        app.running().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return app;
    }

    /** Every task with state is with both: with one of them it is at work, with the other it is a copy. */
    private void awaitCopies(String one, String other) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tasks(one)).hasSize(2 * PARTITIONS + 1).isEqualTo(tasks(other)));
    }

    private Set<String> tasks(String name) throws IOException {
        try (var stores = Files.walk(directory.resolve(name), 4)) {
            return stores.filter(path -> path.endsWith("rocksdb"))
                    .map(path -> path.getParent().getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
