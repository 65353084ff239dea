package io.podtide.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetSizeTest {

    private static final Instant NOW = Instant.parse("2027-01-31T12:00:00.123Z");

    @Test
    void everySizeHasItsOwnLengthAndEndsNow() {
        assertThat(FleetSize.of(List.of(500, 30_000), List.of("20h", "90m"), 10_000, NOW))
                .containsExactly(
                        new FleetSize(500, 1, Duration.ofHours(20), Instant.parse("2027-01-30T16:00:00Z")),
                        new FleetSize(30_000, 3, Duration.ofMinutes(90), Instant.parse("2027-01-31T10:30:00Z")));
    }

    @Test
    void oneLengthIsThatOfAll() {
        assertThat(FleetSize.of(List.of(500, 30_000), List.of("1h"), 10_000, NOW))
                .extracting(FleetSize::length)
                .containsExactly(Duration.ofHours(1), Duration.ofHours(1));
    }

    @Test
    void nothingSaidIsAnHourAndMoreOfSmallFleets() {
        assertThat(FleetSize.of(List.of(10, 10_000, 100_000, 1_000_000), List.of(), 10_000, NOW))
                .extracting(FleetSize::length)
                .containsExactly(Duration.ofHours(20), Duration.ofHours(20), Duration.ofHours(5), Duration.ofHours(1));
    }

    @Test
    void theSimulatorIsToldOfOneOfItsClusters() {
        assertThat(FleetSize.of(List.of(30_000), List.of("90m"), 10_000, NOW)
                        .get(0)
                        .options())
                .containsExactly(
                        "--clusters=3",
                        "--nodes=100",
                        "--pods=10000",
                        "--daemon-sets=0",
                        "--pod-events-only",
                        "--from=2027-01-31T10:30:00Z",
                        "--for=1h30m");
    }
}
