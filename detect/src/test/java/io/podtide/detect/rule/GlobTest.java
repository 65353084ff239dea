package io.podtide.detect.rule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "'*', ''",
        "'*', anything",
        "'', ''",
        "prod-*, prod-eu",
        "prod-*, prod-",
        "'*-eu', prod-eu",
        "p*d-*u, prod-eu",
        "prod-??, prod-eu",
        "'**', prod",
        "a*b*c, aXbYbZc",
        "a.c, a.c",
    })
    void it_matches(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "prod-*, prod",
        "prod-*, xprod-eu",
        "prod, prod-eu",
        "prod-??, prod-e",
        "prod-??, prod-eur",
        "'?', ''",
        "a*b*c, aXbYbZ",
        "a.c, abc",
        "[a-z], a",
        "PROD, prod",
    })
    void it_does_not(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isFalse();
    }

    @Test
    void no_pattern_holds_things_up() {
        var glob = new Glob("a*".repeat(100) + "b");
        assertTimeout(
                ofSeconds(1), () -> assertThat(glob.matches("a".repeat(10_000))).isFalse());
    }
}
