package io.podtide.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.chaos.ClockMarks.Gap;
import io.podtide.cli.chaos.Disturbance.Kind;
import io.podtide.cli.e2e.ClusterClocks;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Drained;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two clusters live through the same, one of them watched by an ingestor that is killed, and over connections that break.
 * Kubernetes is level-based: what an API server still shows afterwards must be known as of the other cluster. What came and went
 * while nobody watched may be missing; then the clock of the cluster says that there was a gap.
 */
@Tag("nightly")
class LiveChaosIT {

    private static final int PARTITIONS = 3;
    private static final int FACTOR = Integer.getInteger("podtide.chaos.factor", 20);
    private static final int KILLS = 7;

    /** So long are recoveries held back, and a bit. */
    private static final Duration SETTLES = Duration.ofMinutes(7);

    @TempDir
    Path directory;

    @Test
    void whatIsStillThereIsKnownAndWhatIsNotWasInAGap() throws Exception {
        var seed = Long.getLong("podtide.chaos.seed", System.nanoTime());
        System.out.println("-Dpodtide.chaos.seed=" + seed);
        var changes = LiveObjects.recorded(Scenario.bundled());
        var last = changes.get(changes.size() - 1).at();
        var end = last.plus(SETTLES).truncatedTo(ChronoUnit.MILLIS); // as clocks on the topic are
        try (var stage = Stage.empty(PARTITIONS, directory)) {
            var time = new SpedTime(changes.get(0).at(), Instant.now(), FACTOR, end);
            try (var calmApi = new LiveApi(changes, time);
                    var stormyApi = new LiveApi(changes, time);
                    var network = Forwarder.to(stormyApi.port());
                    var calm = ingest(stage, time, "calm", calmApi.port());
                    var stormy = ingest(stage, time, "stormy", network.port())) {
                var storms = new ArrayList<Gap>();
                for (var each : Disturbance.schedule(
                        seed, disturbances(), Duration.ofSeconds(84).dividedBy(FACTOR))) {
                    Thread.sleep(each.after().toMillis());
                    storms.add(new Gap(time.now(), time.now().plus(each.time().multipliedBy(FACTOR))));
                    happen(each, network, stormy);
                }
                Awaitility.await()
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> !time.now().isBefore(end));
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> lastHeard(stage, end));
                for (var ingestor : List.of(calm, stormy)) {
                    ingestor.close();
                }
                System.out.println(stormyApi.expired() + " watches were answered by 410");
                compare(stage, LiveComparison.of(changes, storms));
            }
        }
    }

    private static List<Disturbance> disturbances() {
        var all = new ArrayList<Disturbance>();
        all.addAll(Disturbance.times(KILLS, Kind.KILL, "ingest", Duration.ofSeconds(1)));
        all.addAll(Disturbance.times(7, Kind.CUT, "api", Duration.ofSeconds(2)));
        all.addAll(Disturbance.times(5, Kind.STALL, "api", Duration.ofSeconds(3)));
        return all;
    }

    private static void happen(Disturbance what, Forwarder network, Role ingest) throws InterruptedException {
        switch (what.kind()) {
            case CUT -> network.cut(what.time());
            case STALL -> network.stall(what.time());
            default -> ingest.kill(what.time());
        }
    }

    /** Both have told of the end of time, when nothing changes any more. */
    private static boolean lastHeard(Stage stage, Instant end) {
        var clocks = ClusterClocks.all(stage.kafka());
        return Stream.of("calm", "stormy")
                .allMatch(cluster -> clocks.stream()
                        .anyMatch(c -> c.cluster().equals(cluster)
                                && c.mark() == Mark.HEARTBEAT
                                && !c.observedAt().isBefore(end)));
    }

    private static void compare(Stage stage, LiveComparison comparison) {
        assertThat(Drained.await(stage.kafka(), Duration.ofMinutes(2))).isTrue();
        var outcome = Outcome.of(stage.kafka());
        var gaps = ClockMarks.gaps(stage.kafka(), "stormy");
        gaps.forEach(System.out::println);
        assertThat(outcome.broken()).isEmpty();
        assertThat(gaps).as("each start tells of a gap").hasSizeGreaterThan(KILLS);
        assertThat(gaps).as("and of its end").allMatch(gap -> gap.to() != null);

        var calm = of(outcome, "calm");
        var stormy = of(outcome, "stormy");
        assertThat(calm).hasSizeGreaterThan(10);
        assertThat(comparison.differences(calm, stormy, gaps)).isEmpty();
        System.out.println(comparison.summary());
    }

    private static List<Incident> of(Outcome outcome, String cluster) {
        return outcome.newest().values().stream()
                .filter(i -> i.cluster().equals(cluster))
                .toList();
    }

    private Role ingest(Stage stage, SpedTime time, String cluster, int port) throws Exception {
        return Role.start(
                "ingest-" + cluster,
                directory,
                LiveIngest.class.getName(),
                "ingest: watching",
                List.of(
                        stage.broker().bootstrapServers(),
                        LiveApi.kubeconfig(directory, cluster, port).toString(),
                        cluster,
                        time.toString(),
                        Integer.toString(PARTITIONS)));
    }
}
