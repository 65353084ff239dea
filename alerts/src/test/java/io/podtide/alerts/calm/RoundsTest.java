package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Rounds rounds = new Rounds();
    private final List<String> open = new ArrayList<>(List.of("a", "b", "c"));
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aRoundGoesOnAFewAtATimeAndTheNextBeginsWhenItsTimeHasCome() {
        assertThat(next()).containsExactly("a", "b");
        open.add("d");
        assertThat(next()).containsExactly("c");
        assertThat(next()).isEmpty();
        now = now.plusSeconds(59);
        assertThat(next()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(next()).containsExactly("a", "b");
        assertThat(next()).containsExactly("c", "d");
    }

    @Test
    void aRoundThatTakesLongerThanItsTimeIsFinishedFirst() {
        assertThat(next()).containsExactly("a", "b");
        now = now.plusSeconds(90);
        assertThat(next()).containsExactly("c");
        assertThat(next()).containsExactly("a", "b");
    }

    @Test
    void whoForgetsNothingIsToldNothing() {
        assertThat(rounds.next("hook", Duration.ZERO, 2, () -> open, now)).isEmpty();
    }

    private List<String> next() {
        return rounds.next("am", EVERY, 2, () -> open, now);
    }
}
