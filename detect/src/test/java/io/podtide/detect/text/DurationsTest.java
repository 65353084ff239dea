package io.podtide.detect.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.9S, 0s",
        "PT1S, 1s",
        "PT59S, 59s",
        "PT1M, 1m",
        "PT90S, 90s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT2M1S, 2m1s",
        "PT5M, 5m",
        "PT1H, 1h",
        "PT1H30M, 1h30m",
        "PT1H0M5S, 1h5s",
        "P1D, 1d",
        "P3DT1H, 3d1h",
        "PT-5S, 0s",
        "PT-5M, 0s",
    })
    void a_duration_reads_as_people_write_it(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}
