package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Observations in, incidents out: one story for each kind, and what time and silence make of it. */
class PipelineTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;

    @BeforeEach
    void open() {
        pipeline = new DrivenPipeline(stateDir);
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    private void expect(String... lines) {
        assertThat(Line.of(pipeline.incidents())).containsExactly(lines);
    }

    @Test
    void aContainerThatRestartsThreeTimesIsARestartLoopUntilItIsWell() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.observes(cart.restarts(1, "Error", minute(1)).at(minute(1)));
        pipeline.observes(cart.restarts(1, "Error", minute(2)).at(minute(2)));
        expect();

        pipeline.observes(cart.restarts(1, "Error", minute(3)).at(minute(3)));
        expect("+180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]");

        pipeline.hearsFrom("prod", minute(17));
        expect();
        pipeline.hearsFrom("prod", minute(19));
        expect("+1080s RESTART_LOOP of prod/cart: r2 RESOLVED RECOVERED, APPLICATION_ERROR, 3 times, [cart-1]");
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        var probe = cart.warned("Unhealthy", "Readiness probe failed", minute(1));
        pipeline.observes(cart.at(minute(0)), probe);
        assertThat(pipeline.writes(Stores.PODS)).isEqualTo(2);

        pipeline.observes(probe);

        assertThat(pipeline.writes(Stores.PODS)).isZero();
    }

    @Test
    void anEventThatTellsNothingStillMovesTheTimeOfItsCluster() {
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.waits(Duration.ofSeconds(1));
        expect();
        pipeline.observes(aPod("prod", "till-1", minute(0)).noted("Created", "Created container app", minute(6)));
        pipeline.waits(Duration.ofSeconds(1));
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void twoMemoryKillsOfAContainerAreAnOomAndNotARestartLoop() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.observes(cart.isOomKilled(minute(10)).at(minute(10)));
        expect();
        pipeline.observes(cart.isOomKilled(minute(20)).at(minute(20)));
        expect("+1200s OOM of prod/cart: r1 OPEN, MEMORY_LIMIT_EXCEEDED, 2 times, [cart-1]");
        pipeline.observes(cart.isOomKilled(minute(30)).at(minute(30)));
        expect();
        pipeline.observes(cart.goneAt(minute(31)));
        pipeline.hearsFrom("prod", minute(60));
        expect(
                "+1830s OOM of prod/cart: r2 OPEN, MEMORY_LEAK_SUSPECTED, 3 times, [cart-1]",
                "+2160s OOM of prod/cart: r3 RESOLVED DELETED, MEMORY_LEAK_SUSPECTED, 3 times, [cart-1]");
    }

    @Test
    void aPodThatNoNodeTakesIsPendingByTheHeartbeatAlone() {
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.hearsFrom("prod", minute(5));
        expect();
        pipeline.hearsFrom("prod", minute(5).plusSeconds(2));
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        pipeline.observes(cart.bound("node-1", minute(8)).runs(minute(8)).at(minute(8)));
        pipeline.hearsFrom("prod", minute(14));
        expect("+780s PENDING of prod/cart: r2 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void anEventRefinesTheCauseOfAPodThatDoesNotStart() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.hearsFrom("prod", minute(6));
        expect("+300s PENDING of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, [cart-1]");
        pipeline.observes(cart.warned(
                "FailedMount", "MountVolume.SetUp failed for volume \"tls\" : secret \"tls\" not found", minute(7)));
        pipeline.hearsFrom("prod", minute(8));
        expect("+450s PENDING of prod/cart: r2 OPEN, SECRET_MISSING, 0 times, [cart-1]");
        pipeline.observes(cart.goneAt(minute(9)));
        pipeline.hearsFrom("prod", minute(15));
        expect("+840s PENDING of prod/cart: r3 RESOLVED DELETED, SECRET_MISSING, 0 times, [cart-1]");
    }

    @Test
    void aPodThatAFinalizerHoldsIsTerminatingUntilItIsGone() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.observes(cart.isDeleted(minute(1)).heldBy("example.com/backup").at(minute(1)));
        pipeline.hearsFrom("prod", minute(11));
        expect();
        pipeline.hearsFrom("prod", minute(12));
        expect("+660s TERMINATING of prod/cart: r1 OPEN, FINALIZER_PENDING, 0 times, [cart-1]");
        pipeline.observes(cart.goneAt(minute(20)));
        pipeline.hearsFrom("prod", minute(26));
        expect("+1500s TERMINATING of prod/cart: r2 RESOLVED RECOVERED, FINALIZER_PENDING, 0 times, [cart-1]");
    }

    @Test
    void aSilentClusterIsUnknownAndNeverResolved() {
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        pipeline.observes(cart.at(minute(0))).hearsFrom("prod", minute(6));
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        pipeline.waits(Duration.ofSeconds(58));
        expect();
        pipeline.waits(Duration.ofSeconds(2));
        expect(
                "+358s PENDING of prod/cart: r2 UNKNOWN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                "+420s CLUSTER_SILENT of prod/null: r1 OPEN, INGESTOR_SILENT, 0 times, []");
        pipeline.waits(Duration.ofHours(3));
        expect();
        pipeline.hearsFrom("prod", minute(190));
        expect(
                "+11398s PENDING of prod/cart: r3 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                "+11398s CLUSTER_SILENT of prod/null: r2 RESOLVED RECOVERED, INGESTOR_SILENT, 0 times, []");
    }

    @Test
    void onlyTheClusterThatIsSilentIsUnknown() {
        var here = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        var there = aPod("prod-2", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        pipeline.observes(here.at(minute(0)), there.at(minute(0)));
        pipeline.hearsFrom("prod", minute(6)).hearsFrom("prod-2", minute(6));
        expect(
                "+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                "+300s PENDING of prod-2/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        pipeline.waits(Duration.ofSeconds(40)).hearsFrom("prod-2", minute(7)).waits(Duration.ofSeconds(40));
        expect(
                "+358s PENDING of prod/cart: r2 UNKNOWN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                "+420s CLUSTER_SILENT of prod/null: r1 OPEN, INGESTOR_SILENT, 0 times, []");
    }

    @Test
    void aListThatDoesNotShowAPodTakesItAway() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        var till = aPod("prod", "till-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)), till.at(minute(0)));
        for (int i = 1; i <= 3; i++) {
            pipeline.observes(cart.restarts(1, "Error", minute(i)).at(minute(i)));
            pipeline.observes(till.restarts(1, "Error", minute(i)).at(minute(i)));
        }
        expect(
                "+180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]",
                "+180s RESTART_LOOP of prod/till: r1 OPEN, APPLICATION_ERROR, 3 times, [till-1]");
        pipeline.observes(till.listedAt(minute(5)));
        pipeline.observes(new ClusterClock("prod", second(301), Mark.SYNCED, minute(5)));
        pipeline.hearsFrom("prod", minute(11));
        expect("+601s RESTART_LOOP of prod/cart: r2 RESOLVED DELETED, APPLICATION_ERROR, 3 times, [cart-1]");
    }

    @Test
    void aRecordThatComesTwiceChangesNothing() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        var first = cart.at(minute(0));
        var second = cart.restarts(1, "Error", minute(1)).at(minute(1));
        var third = cart.restarts(1, "Error", minute(2)).at(minute(2));
        var warning = cart.warned("BackOff", "Back-off restarting failed container", minute(2));
        pipeline.observes(first, first, second, second, third, third, warning, warning, second, first, third);
        expect();
        var fourth = cart.restarts(1, "Error", minute(3)).at(minute(3));
        pipeline.observes(fourth, fourth, third, fourth);
        pipeline.hearsFrom("prod", minute(5)).hearsFrom("prod", minute(5));
        expect("+180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]");
    }
}
