package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.bench.compare.Signal.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prometheus' own semantics of {@code for}, with an evaluation every half a minute. */
class PendingAlertTest {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final PendingAlert QUARTER = new PendingAlert(STEP, Duration.ofMinutes(15));
    private static final Instant LAST = at(1_000);

    private static Instant at(int evaluation) {
        return Instant.parse("2026-03-01T06:00:00Z").plus(STEP.multipliedBy(evaluation));
    }

    private static List<Instant> found(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(PendingAlertTest::at).toList();
    }

    @Test
    void itFiresWhenItHasBeenFoundForSoLongAndEndsWhenItIsNotFound() {
        assertThat(QUARTER.fires(found(10, 60), LAST)).containsExactly(new Spell(at(40), at(61)));
    }

    @Test
    void itFiresAtTheEvaluationThatCompletesTheTime() {
        assertThat(QUARTER.fires(found(10, 40), LAST)).containsExactly(new Spell(at(40), at(41)));
        assertThat(QUARTER.fires(found(10, 39), LAST)).isEmpty();
    }

    @Test
    void aBreakBeginsTheTimeAnew() {
        var found = IntStream.rangeClosed(10, 80)
                .filter(i -> i != 39)
                .mapToObj(PendingAlertTest::at)
                .toList();
        assertThat(QUARTER.fires(found, LAST)).containsExactly(new Spell(at(70), at(81)));
    }

    @Test
    void whatIsFoundAtTheLastEvaluationHasNotEnded() {
        assertThat(QUARTER.fires(found(900, 1_000), LAST)).containsExactly(new Spell(at(930), Instant.MAX));
    }

    @Test
    void withoutATimeItFiresAtOnce() {
        assertThat(new PendingAlert(STEP, Duration.ZERO).fires(found(5, 5), LAST))
                .containsExactly(new Spell(at(5), at(6)));
        assertThat(new PendingAlert(STEP, Duration.ZERO).fires(List.of(), LAST)).isEmpty();
    }

    @Test
    void aTimeBetweenTwoEvaluationsIsCompleteAtTheNext() {
        assertThat(new PendingAlert(STEP, Duration.ofSeconds(40)).fires(found(5, 9), LAST))
                .containsExactly(new Spell(at(7), at(10)));
    }
}
