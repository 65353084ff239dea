package io.podtide.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.chaos.ClockMarks.Gap;
import io.podtide.cli.chaos.Disturbance.Kind;
import io.podtide.cli.e2e.ClusterClocks;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Drained;
import io.podtide.detect.incident.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    /** By then all that has recovered is resolved, however late it was seen. */
    private static final Duration SETTLES = Duration.ofMinutes(16);

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
            var time = SharedTime.in(directory.resolve("time"));
            time.set(changes.get(0).at());
            try (var calmApi = new LiveApi(changes, time, FACTOR);
                    var stormyApi = new LiveApi(changes, time, FACTOR);
                    var network = Forwarder.to(stormyApi.port());
                    var calm = ingest(stage, "calm", calmApi.port());
                    var stormy = ingest(stage, "stormy", network.port())) {
                awaitHeard(stage, time.now());
                var patience = Map.of("calm", Duration.ofSeconds(15), "stormy", Duration.ofMinutes(4));
                var passing = new Pacemaker(time, FACTOR, patience, stage.kafka());
                var passed = CompletableFuture.runAsync(() -> pass(passing, end));
                var storms = new ArrayList<Gap>();
                var kills = new ArrayList<Gap>();
                for (var each : Disturbance.schedule(
                        seed, disturbances(), Duration.ofSeconds(84).dividedBy(FACTOR))) {
                    await(time, time.now().plus(each.after().multipliedBy(FACTOR)));
                    var storm = new Gap(time.now(), time.now().plus(each.time().multipliedBy(FACTOR)));
                    storms.add(storm);
                    if (each.kind() == Kind.KILL) {
                        kills.add(storm);
                    }
                    happen(each, network, stormy);
                }
                passed.get(10, TimeUnit.MINUTES);
                awaitHeard(stage, end);
                for (var ingestor : List.of(calm, stormy)) {
                    ingestor.close();
                }
                System.out.println(stormyApi.expired() + " watches were answered by 410");
                compare(stage, LiveComparison.of(changes, storms), kills);
            }
        }
    }

    private static List<Disturbance> disturbances() {
        var all = new ArrayList<Disturbance>();
        all.addAll(Disturbance.times(7, Kind.KILL, "ingest", Duration.ofSeconds(1)));
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

    private static void await(SharedTime time, Instant when) throws InterruptedException {
        while (time.now().isBefore(when)) {
            Thread.sleep(1);
        }
    }

    private static void pass(Pacemaker time, Instant end) {
        try {
            time.run(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Both clusters have told of that time. */
    private static void awaitHeard(Stage stage, Instant time) {
        try (var clocks = ClusterClocks.following(stage.kafka())) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .until(() -> Stream.of("calm", "stormy")
                            .allMatch(c -> !clocks.heard()
                                    .getOrDefault(c, Instant.EPOCH)
                                    .isBefore(time)));
        }
    }

    private static void compare(Stage stage, LiveComparison comparison, List<Gap> kills) {
        assertThat(Drained.await(stage.kafka(), Duration.ofMinutes(2))).isTrue();
        var outcome = Outcome.of(stage.kafka());
        var gaps = ClockMarks.gaps(stage.kafka(), "stormy");
        gaps.forEach(System.out::println);
        assertThat(outcome.broken()).isEmpty();
        assertThat(kills)
                .as("the time from a kill to the next list is a gap")
                .allMatch(kill -> gaps.stream().anyMatch(gap -> gap.touches(kill.from(), kill.from())));
        assertThat(gaps).as("and ends").allMatch(gap -> gap.to() != null);

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

    private Role ingest(Stage stage, String cluster, int port) throws Exception {
        return Role.start(
                "ingest-" + cluster,
                directory,
                LiveIngest.class.getName(),
                "ingest: watching",
                List.of(
                        stage.broker().bootstrapServers(),
                        LiveApi.kubeconfig(directory, cluster, port).toString(),
                        cluster,
                        directory.resolve("time").toString(),
                        Integer.toString(PARTITIONS),
                        Integer.toString(FACTOR)));
    }
}
