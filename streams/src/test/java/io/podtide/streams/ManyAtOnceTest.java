package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster is back after a while, and all its pods are due. */
class ManyAtOnceTest {

    private static final int PODS = 3_000;
    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final Duration ROUND = Duration.ofMillis(500);

    @TempDir
    Path stateDir;

    @Test
    void allAreDealtWithInSeveralRoundsAndNothingIsResolvedBefore() {
        try (var pipeline = new DrivenPipeline(stateDir)) {
            // opened long ago and well again: to be resolved a second after the many are due
            var early = aPod("prod", "early-1", minute(0)).unschedulable(NO_CPU, minute(0));
            pipeline.observes(early.at(minute(10)));
            pipeline.observes(
                    early.bound("node-1", second(601)).runs(second(601)).at(second(601)));
            assertThat(Line.of(pipeline.incidents()))
                    .containsExactly(
                            "+300s PENDING of prod/early: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [early-1]");
            for (int i = 0; i < PODS; i++) {
                pipeline.observes(aPod("prod", name(i), minute(10))
                        .unschedulable(NO_CPU, minute(10))
                        .at(second(601)));
            }
            assertThat(pipeline.symptoms())
                    .filteredOn(OfPod.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(s -> assertThat(s)
                            .isInstanceOfSatisfying(
                                    OfPod.class,
                                    of -> assertThat(of.change().pod().name()).isEqualTo("early-1")));

            pipeline.observes(new ClusterClock("prod", minute(20), Mark.HEARTBEAT, null));
            var told = rounds(pipeline);
            assertEveryPodIsSuspectedAndThenFails(told);
            assertNothingComesAfterTheTimeThatWasTold(told);

            var lines = new ArrayList<>(IntStream.range(0, PODS)
                    .mapToObj(
                            "+900s PENDING of prod/p%1$04d: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [p%1$04d-1]"
                                    ::formatted)
                    .toList());
            lines.add("+901s PENDING of prod/early: r3 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [early-1]");
            var incidents = pipeline.incidents();
            assertThat(Line.of(ofWorkloads(incidents))).containsExactlyElementsOf(lines);
            assertThat(incidents).filteredOn(i -> i.scope() == Scope.CLUSTER).hasSize(1);
        }
    }

    /** Without those that are told again for the parent they have got. */
    private static List<Incident> ofWorkloads(List<Incident> incidents) {
        return incidents.stream()
                .filter(i -> i.scope() == Scope.WORKLOAD)
                .filter(i -> i.revision() == 1 || i.state() != State.OPEN)
                .toList();
    }

    private static String name(int i) {
        return "p%04d-1".formatted(i);
    }

    /** All that is told, where no round tells too much. */
    private static List<SymptomRecord> rounds(DrivenPipeline pipeline) {
        var told = new ArrayList<SymptomRecord>();
        int rounds = 0;
        for (var round = pipeline.symptoms(); !round.isEmpty(); round = pipeline.symptoms()) {
            assertThat(round.stream().filter(OfPod.class::isInstance).count())
                    .isLessThanOrEqualTo(ClusterDeadlines.AT_ONCE);
            told.addAll(round);
            rounds++;
            pipeline.waits(ROUND);
        }
        assertThat(rounds).isGreaterThanOrEqualTo(2 * PODS / ClusterDeadlines.AT_ONCE);
        return told;
    }

    private static void assertEveryPodIsSuspectedAndThenFails(List<SymptomRecord> told) {
        var names = IntStream.range(0, PODS).mapToObj(ManyAtOnceTest::name).toList();
        assertThat(pods(told, Change.SUSPECTED)).containsExactlyElementsOf(names);
        assertThat(pods(told, Change.ONSET)).containsExactlyElementsOf(names);
        assertThat(told.stream().filter(OfPod.class::isInstance)).hasSize(2 * PODS);
    }

    private static List<String> pods(List<SymptomRecord> told, Change change) {
        return told.stream()
                .filter(OfPod.class::isInstance)
                .map(record -> ((OfPod) record).change())
                .filter(c -> c.change() == change)
                .map(SymptomChange::pod)
                .map(pod -> pod.name())
                .toList();
    }

    private static void assertNothingComesAfterTheTimeThatWasTold(List<SymptomRecord> told) {
        var reached = Instant.EPOCH;
        for (var record : told) {
            if (record instanceof Progress progress) {
                reached = progress.clusters().get(0).at();
            } else {
                assertThat(((OfPod) record).change().at()).isAfter(reached);
            }
        }
        assertThat(reached).isEqualTo(minute(20).minusSeconds(2));
    }
}
