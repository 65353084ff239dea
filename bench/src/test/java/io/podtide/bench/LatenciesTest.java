package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void quantilesAreNoLowerThanWhatWasMeasured() {
        var latencies = new Latencies();
        for (var i = 1; i <= 100; i++) {
            latencies.add(i * 1000L - 1);
        }

        assertThat(latencies.quantile(0.5)).isEqualTo(50_000);
        assertThat(latencies.quantile(0.99)).isEqualTo(99_000);
        assertThat(latencies.quantile(1)).isEqualTo(100_000);
        latencies.clear();
        assertThat(latencies.quantile(0.5)).isZero();
    }
}
