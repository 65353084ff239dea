package io.podtide.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant RECORDED = Instant.parse("2026-11-21T10:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void sixtyTimesAsFastAMinuteTakesASecond() throws Exception {
        play(new Speed.Converter().convert("60x"), 0, 60, 90);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(500));
    }

    @Test
    void timeSpentOnWorkIsMadeUpFor() throws Exception {
        var pace = pace(new Speed(1));
        pace.await(RECORDED);
        now = now.plusSeconds(7);
        pace.await(RECORDED.plusSeconds(5));
        pace.await(RECORDED.plusSeconds(10));
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void aClockThatGoesBackCostsNothing() throws Exception {
        play(new Speed(1), 10, 5, 12);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void maxNeverPauses() throws Exception {
        play(new Speed.Converter().convert("max"), 0, 86_400);
        assertThat(pauses).isEmpty();
    }

    private void play(Speed speed, int... seconds) throws InterruptedException {
        var pace = pace(speed);
        for (var second : seconds) {
            pace.await(RECORDED.plusSeconds(second));
        }
    }

    private Pace pace(Speed speed) {
        return new Pace(speed, () -> now, pause -> {
            pauses.add(pause);
            now = now.plus(pause);
        });
    }
}
