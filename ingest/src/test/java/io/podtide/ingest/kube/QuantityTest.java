package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1073741824, 1073741824",
        "64Ki, 65536",
        "128Mi, 134217728",
        "1.5Gi, 1610612736",
        "2Ei, 2305843009213693952",
        "5k, 5000",
        "512M, 512000000",
        "1G, 1000000000",
        "1024m, 2",
        "128974848000m, 128974848",
        "1e3, 1000",
        "12E6, 12000000",
        "1E, 1000000000000000000",
        "5e-1, 1",
        "1u, 1",
        ".5k, 500",
        "100E, 9223372036854775807",
    })
    void bytesAreRoundedUp(String text, long bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mi", "ten", "1Xi", "-5Mi", "1e999999999", "1 Mi", "0x10", "1.2.3"})
    void nonsenseIsNoLimit(String text) {
        assertThat(Quantity.bytes(text)).isNull();
    }
}
