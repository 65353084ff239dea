package io.podtide.wire.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownTimesTest {

    private final KnownTimes times = new KnownTimes();

    @Test
    void aTimeThatComesAgainIsTheSameObject() {
        long milli = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

        assertThat(times.of(milli)).isEqualTo("2026-11-22T10:00:00Z").isSameAs(times.of(milli));
    }

    /** More than there are places for, of all ages, and those of one hour. */
    @Test
    void noTimeIsTakenForAnother() {
        var random = new Random(20_261_122);
        for (int i = 0; i < 100_000; i++) {
            long milli = i % 2 == 0 ? 1_795_000_000_000L + random.nextInt(3_600) * 1_000L : random.nextLong() >> 16;
            assertThat(times.of(milli).toEpochMilli()).isEqualTo(milli);
        }
        assertThat(times.of(0)).isEqualTo(Instant.EPOCH);
    }
}
