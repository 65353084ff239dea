package io.podtide.cli.chaos;

import static io.podtide.cli.chaos.Disturbance.Kind.CUT;
import static io.podtide.cli.chaos.Disturbance.Kind.KILL;
import static io.podtide.cli.chaos.Disturbance.Kind.PAUSE;
import static io.podtide.cli.chaos.Disturbance.Kind.STALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Drained;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings are played through the whole pipeline while its processes are killed, paused and cut off; what comes of them is
 * what comes of them undisturbed. {@code -Dpodtide.chaos.seed=N} repeats a run.
 */
@Tag("slow")
class RecordedChaosIT {

    private static final int PARTITIONS = Integer.getInteger("podtide.chaos.partitions", 1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Longer than the session of a consumer, and than half a transaction of an ingestor. */
    private static final Duration LONG_SLEEP = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    @Test
    void tenKills() throws Exception {
        var what = new ArrayList<Disturbance>();
        what.addAll(Disturbance.times(2, KILL, "streams-1", SECOND));
        what.addAll(Disturbance.times(2, KILL, "streams-2", SECOND));
        what.addAll(Disturbance.times(3, KILL, "ingest", SECOND));
        what.addAll(Disturbance.times(3, KILL, "broker", SECOND));
        what.addAll(Disturbance.times(1, PAUSE, "streams-2", LONG_SLEEP));
        what.addAll(Disturbance.times(1, CUT, "", SECOND));
        what.addAll(Disturbance.times(1, STALL, "", SECOND));
        assertSame(what, "80x", Duration.ofMillis(2_500));
    }

    @Test
    @Tag("nightly")
    void seventyKills() throws Exception {
        var what = new ArrayList<Disturbance>();
        what.addAll(Disturbance.times(18, KILL, "streams-1", SECOND));
        what.addAll(Disturbance.times(18, KILL, "streams-2", SECOND));
        what.addAll(Disturbance.times(20, KILL, "ingest", SECOND));
        what.addAll(Disturbance.times(14, KILL, "broker", SECOND));
        what.addAll(Disturbance.times(4, PAUSE, "streams-1", LONG_SLEEP));
        what.addAll(Disturbance.times(4, PAUSE, "streams-2", LONG_SLEEP));
        what.addAll(Disturbance.times(4, PAUSE, "ingest", LONG_SLEEP.multipliedBy(2)));
        what.addAll(Disturbance.times(4, PAUSE, "broker", LONG_SLEEP));
        what.addAll(Disturbance.times(8, CUT, "", SECOND));
        what.addAll(Disturbance.times(8, STALL, "", SECOND.multipliedBy(3)));
        assertSame(what, "10x", Duration.ofSeconds(3));
    }

    private void assertSame(List<Disturbance> what, String speed, Duration apart) throws Exception {
        var seed = Long.getLong("podtide.chaos.seed", System.nanoTime());
        var schedule = Disturbance.schedule(seed, what, apart);
        System.out.println("-Dpodtide.chaos.seed=" + seed);
        var recordings = Clusters.of(
                directory.resolve("recordings"),
                Scenario.named(
                        "j01-mixed-fleet",
                        "a10-bad-rollout",
                        "a13-long-crashloop",
                        "b01-oom-limit",
                        "c08-quota",
                        "h02-node-lost",
                        "k06-registry-outage",
                        "r2-a08-job-fail",
                        "v01-ctd2-crash"));
        var undisturbed = run(recordings, "max", List.of(), "undisturbed");
        assertThat(undisturbed.broken()).isEmpty();
        assertThat(undisturbed.newest()).hasSizeGreaterThan(15);

        var disturbed = run(recordings, speed, schedule, "disturbed");
        assertThat(disturbed.broken()).as("seed %d", seed).isEmpty();
        assertThat(disturbed.differences(undisturbed, Outcome::whole))
                .as("seed %d: - undisturbed, + disturbed", seed)
                .isEmpty();
    }

    private Outcome run(List<Path> recordings, String speed, List<Disturbance> schedule, String name) throws Exception {
        try (var stage = Stage.playing(recordings, speed, PARTITIONS, directory.resolve(name))) {
            var chaos = new Chaos(stage);
            chaos.run(schedule);
            Awaitility.await("played to the end")
                    .atMost(Duration.ofMinutes(15))
                    .until(() -> stage.ingest().says("played to the end"));
            assertThat(Drained.await(stage.kafka(), Duration.ofMinutes(5)))
                    .as("the streams have dealt with everything")
                    .isTrue();
            if (!schedule.isEmpty()) {
                System.out.println(new ChaosTable(stage, chaos, schedule).text());
            }
            return Outcome.of(stage.kafka());
        }
    }
}
