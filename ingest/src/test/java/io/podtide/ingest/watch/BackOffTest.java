package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void waitsDoubleUpToALimitAndAreSpread() {
        for (var due : new int[] {1000, 2000, 4000, 5000, 5000}) {
            assertThat(backOff.next(Duration.ZERO)).isBetween(Duration.ofMillis(due / 2), Duration.ofMillis(due));
        }
    }

    @Test
    void afterAResetTheyAreShortAgain() {
        backOff.next(Duration.ZERO);
        backOff.next(Duration.ZERO);
        backOff.reset();

        assertThat(backOff.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theServerMayAskForMore() {
        assertThat(backOff.next(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
    }
}
