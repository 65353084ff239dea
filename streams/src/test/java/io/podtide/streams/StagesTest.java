package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StagesTest {

    @Test
    void whatIsKeptInUseGrowsWithTheHeap() {
        assertThat(Stages.inUse(256L << 20)).isBetween(30_000, 40_000);
        assertThat(Stages.inUse(1L << 30)).isBetween(120_000, 150_000);
        assertThat(Stages.inUse(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
