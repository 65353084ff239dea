package io.podtide.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "-PT1S, 0s", "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT5M12S, 5m12s", "PT9M59S, 9m59s", "PT10M, 10m",
        "PT2H59M, 179m", "PT3H, 3h", "PT7H59M, 7h59m", "PT8H59M, 8h", "PT47H, 47h", "PT48H, 2d", "PT50H, 2d2h",
        "P8D, 8d", "P729D, 729d", "P730D, 2y", "P735D, 2y5d", "P3000D, 8y"
    })
    void isAsPreciseAsMatters(Duration duration, String text) {
        assertThat(Age.of(duration)).isEqualTo(text);
    }
}
