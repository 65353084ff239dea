package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pod should be gone by minute 5, and is an incident at minute 10. What comes right after that, sooner than the streams take
 * time for settled, finds it open: by a replay and by the streams alike.
 */
class DueFirstTest {

    private static final Instant DUE = minute(10);

    private static final String[] OPENS_AND_RECOVERS = {
        "+600s TERMINATING of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, [cart-1]",
        "+901s TERMINATING of prod/cart: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, [cart-1]"
    };

    @TempDir
    Path stateDir;

    private final APod cart =
            aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));

    @Test
    void aPodThatGoesRightAfterItIsDueHasBeenAnIncident() {
        expect(OPENS_AND_RECOVERS, leaves(), cart.goneAt(DUE.plusSeconds(1)));
    }

    @Test
    void aPodThatGoesWhenItIsDueHasBeenOneToo() {
        expect(
                new String[] {
                    OPENS_AND_RECOVERS[0],
                    "+900s TERMINATING of prod/cart: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, [cart-1]"
                },
                leaves(),
                cart.goneAt(DUE));
    }

    @Test
    void aPodThatGoesBeforeItIsDueHasNot() {
        expect(new String[0], leaves(), cart.goneAt(DUE.minusMillis(1)));
    }

    @Test
    void aListThatDoesNotShowItIsLikeItsDeletion() {
        expect(OPENS_AND_RECOVERS, leaves(), mark(DUE.plusSeconds(1), Mark.SYNCED));
    }

    @Test
    void inAGapNobodyKnowsWhenItWent() {
        expect(
                new String[0],
                leaves(),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                cart.goneAt(DUE.plusSeconds(1)),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    @Test
    void norWhenAListAfterAGapDoesNotShowIt() {
        expect(
                new String[0],
                leaves(),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                mark(DUE.plusSeconds(1), Mark.SYNCED),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    private Observation leaves() {
        return cart.isDeleted(minute(5)).at(minute(4));
    }

    private static ClusterClock mark(Instant at, Mark mark) {
        return new ClusterClock("prod", at, mark, mark == Mark.SYNCED ? at : null);
    }

    private void expect(String[] lines, Observation... observations) {
        var later = new ClusterClock("prod", minute(30), Mark.HEARTBEAT, null);
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var replayed = Stream.concat(Arrays.stream(observations), Stream.of(later))
                .flatMap(o -> detection.observe(o).stream())
                .toList();
        assertThat(Line.of(replayed)).as("replayed").containsExactly(lines);
        try (var pipeline = new DrivenPipeline(stateDir)) {
            pipeline.observes(observations).hearsFrom("prod", later.observedAt());
            assertThat(Line.of(pipeline.incidents())).as("streamed").containsExactly(lines);
        }
    }
}
