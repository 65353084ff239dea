package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.nio.file.Path;
import java.time.Instant;
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
}
