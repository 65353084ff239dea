package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch is broken from minute 2 to minute 12, and what would be due at minute 5 may be overtaken unseen. */
class GapTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final Instant GAP_STARTED = minute(2);
    private static final Instant LISTED = minute(11);
    private static final Instant GAP_ENDED = minute(12);
    private static final Duration SILENT = Duration.ofSeconds(61);

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;
    private APod cart;

    @BeforeEach
    void aPodIsPendingWhenTheGapBegins() {
        pipeline = new DrivenPipeline(stateDir);
        cart = aPod("prod", "cart-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .unchangedSince(minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.observes(new ClusterClock("prod", GAP_STARTED, Mark.GAP_STARTED, null));
        pipeline.hearsFrom("prod", minute(10));
        expect();
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    private void expect(String... lines) {
        assertThat(Line.of(pipeline.incidents())).containsExactly(lines);
    }

    private void isSynced() {
        pipeline.observes(new ClusterClock("prod", LISTED.plusSeconds(1), Mark.SYNCED, LISTED));
        pipeline.hearsFrom("prod", LISTED.plusSeconds(2));
    }

    private void gapEnds() {
        pipeline.observes(new ClusterClock("prod", GAP_ENDED, Mark.GAP_ENDED, GAP_STARTED));
        pipeline.hearsFrom("prod", GAP_ENDED);
    }

    @Test
    void aPodThatIsStillPendingOpensWhenTheGapHasEnded() {
        pipeline.observes(cart.listedAt(LISTED));
        isSynced();
        expect();
        gapEnds();
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void aPodThatWasDeletedMeanwhileNeverOpens() {
        isSynced();
        gapEnds();
        pipeline.hearsFrom("prod", minute(60));
        expect();
    }

    @Test
    void aPodThatIsSeenToGoWithinTheGapNeverOpens() {
        pipeline.observes(cart.goneAt(minute(9)));
        isSynced();
        gapEnds();
        pipeline.hearsFrom("prod", minute(60));
        expect();
    }

    @Test
    void aGapHoldsNoOtherCluster() {
        pipeline.observes(aPod("test", "till-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .at(minute(0)));
        pipeline.hearsFrom("test", minute(6));
        expect("+300s PENDING of test/till: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [till-1]");
    }

    /** What is open when the watch of another cluster breaks: one pod cannot be placed, another one restarts. */
    private APod[] failsElsewhere() {
        var till = aPod("test", "till-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .unchangedSince(minute(0));
        var api = aPod("test", "api-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(till.at(minute(0)), api.at(minute(0)));
        for (int i = 1; i <= 3; i++) {
            pipeline.observes(api.restarts(1, "Error", minute(i)).at(minute(i)));
        }
        pipeline.hearsFrom("test", minute(6));
        expect(
                "+180s RESTART_LOOP of test/api: r1 OPEN, APPLICATION_ERROR, 3 times, [api-1]",
                "+300s PENDING of test/till: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [till-1]");
        pipeline.observes(mark(7, Mark.GAP_STARTED, null));
        return new APod[] {till, api};
    }

    private static ClusterClock mark(int minute, Mark mark, @Nullable Instant since) {
        return new ClusterClock("test", minute(minute), mark, since);
    }

    private List<Incident> told() {
        return pipeline.incidents().stream()
                .filter(i -> i.cluster().equals("test"))
                .toList();
    }

    /** The ingestor has listed these. */
    private void isBack(int minute, PodStatus... there) {
        pipeline.observes(there);
        pipeline.observes(mark(minute, Mark.SYNCED, minute(minute)), mark(minute, Mark.GAP_ENDED, minute(7)));
        pipeline.hearsFrom("test", minute(minute).plusSeconds(3));
    }

    /** Both are UNKNOWN although Events go on to come. */
    private void turnsSilent() {
        for (int i = 0; i <= SILENT.toSeconds(); i += 10) {
            pipeline.observes(aPod("test", "other-1", minute(0)).warned("BackOff", "restarting", minute(8)));
            pipeline.waits(Duration.ofSeconds(10));
        }
        assertThat(told())
                .extracting(i -> i.kind() + " " + i.state())
                .containsExactlyInAnyOrder("RESTART_LOOP UNKNOWN", "PENDING UNKNOWN", "CLUSTER_SILENT OPEN");
    }

    @Test
    void aShortGapIsNotTold() {
        var pods = failsElsewhere();
        isBack(8, pods[0].listedAt(minute(8)), pods[1].listedAt(minute(8)));
        expect();
    }

    @Test
    void afterALongGapWhatStillFailsComesBackWithItsCounts() {
        var pods = failsElsewhere();
        turnsSilent();
        isBack(
                20,
                pods[0].listedAt(minute(20)),
                pods[1].restartsTimes(2, minute(19)).listedAt(minute(20)));
        pipeline.hearsFrom("test", minute(21));
        assertThat(told())
                .extracting(i -> i.kind() + " r" + i.revision() + " " + i.state() + " " + i.occurrences())
                .containsExactlyInAnyOrder(
                        "PENDING r3 OPEN 0", "RESTART_LOOP r3 OPEN 5", "CLUSTER_SILENT r2 RESOLVED 0");
    }

    @Test
    void afterALongGapWhatIsGoneIsResolvedAsThatAndWhatIsWellAsThat() {
        var pods = failsElsewhere();
        turnsSilent();
        isBack(
                20,
                pods[0].bound("node-1", minute(19))
                        .runs(minute(19))
                        .unchangedSince(minute(19))
                        .listedAt(minute(20)));
        assertThat(told())
                .extracting(i -> i.kind() + " " + i.state())
                .containsExactlyInAnyOrder("PENDING OPEN", "RESTART_LOOP OPEN", "CLUSTER_SILENT RESOLVED");
        pipeline.hearsFrom("test", minute(40));
        assertThat(told())
                .extracting(i -> i.kind() + " " + i.state() + " " + i.resolution() + " " + i.resolvedAt())
                .containsExactlyInAnyOrder(
                        "PENDING RESOLVED RECOVERED " + minute(25), "RESTART_LOOP RESOLVED DELETED " + minute(25));
    }

    @Test
    void theMarksOfTwoIngestorsThatTakeTurnsAreOneGap() {
        var pods = failsElsewhere();
        pipeline.observes(mark(7, Mark.GAP_STARTED, null));
        isBack(8, pods[0].listedAt(minute(8)), pods[1].listedAt(minute(8)));
        pipeline.observes(mark(9, Mark.GAP_ENDED, minute(7)));
        pipeline.hearsFrom("test", minute(10));
        expect();
    }
}
