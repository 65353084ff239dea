package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.wire.Epoch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader is paused at minute 2; another leads from minute 3, and lists a cluster without pods at minute 4. The first wakes up at
 * minute 5 and says what it still had to say: of a pod that does not start, which is long gone.
 */
class FenceTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final String OPENED =
            "+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Epoch FIRST = new Epoch(1_000);
    private static final Epoch SECOND = new Epoch(1_001);

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;
    private APod cart;

    @BeforeEach
    void anotherLeads() {
        pipeline = new DrivenPipeline(stateDir);
        cart = aPod("prod", "cart-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .unchangedSince(minute(0));
        pipeline.observes(FIRST, clock(minute(0), Mark.GAP_STARTED, null));
        pipeline.observes(FIRST, clock(minute(1), Mark.GAP_ENDED, minute(0)), clock(minute(2), Mark.HEARTBEAT, null));
        pipeline.observes(SECOND, clock(minute(3), Mark.GAP_STARTED, null));
        pipeline.observes(
                SECOND, clock(minute(4), Mark.SYNCED, minute(3)), clock(minute(4), Mark.GAP_ENDED, minute(3)));
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    @Test
    void whoWakesUpCannotWriteAsALeader() {
        pipeline.observes(FIRST, cart.at(minute(5)), clock(minute(59), Mark.HEARTBEAT, null));
        pipeline.observes(SECOND, clock(minute(30), Mark.HEARTBEAT, null));
        pipeline.waits(MOMENT);

        assertThat(pipeline.incidents()).isEmpty();
        assertThat(fenced()).isEqualTo(2.0);
    }

    @Test
    void aGapThatIsToldTooLateHoldsNothing() {
        pipeline.observes(SECOND, cart.at(minute(5)));
        pipeline.observes(FIRST, clock(minute(6), Mark.GAP_STARTED, null));
        pipeline.observes(SECOND, clock(minute(30), Mark.HEARTBEAT, null));
        pipeline.waits(MOMENT);

        assertThat(Line.of(pipeline.incidents())).containsExactly(OPENED);
    }

    @Test
    void whoLeadsIsHeard() {
        pipeline.observes(SECOND, cart.at(minute(5)), clock(minute(30), Mark.HEARTBEAT, null));
        pipeline.waits(MOMENT);

        assertThat(Line.of(pipeline.incidents())).containsExactly(OPENED);
        assertThat(fenced()).isZero();
    }

    @Test
    void whoSharesAClusterWithNobodyIsAlwaysHeard() {
        pipeline.observes(Epoch.NONE, cart.at(minute(5)), clock(minute(30), Mark.HEARTBEAT, null));
        pipeline.waits(MOMENT);

        assertThat(Line.of(pipeline.incidents())).containsExactly(OPENED);
    }

    private double fenced() {
        return pipeline.driver().metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fenced-total"))
                .map(Map.Entry::getValue)
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    private static ClusterClock clock(Instant at, Mark mark, Instant since) {
        return new ClusterClock("prod", at, mark, since);
    }
}
