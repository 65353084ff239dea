package io.podtide.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutageTest {

    private final Outage outage = new Outage();

    @Test
    void beginsWithTheFirstLookThatFindsItNotReadyAndEndsWithTheNextThatDoes() {
        outage.see(1, true);
        assertThat(outage.began()).isZero();

        outage.see(10, false);
        outage.see(11, false);
        assertThat(outage.ended()).isZero();

        outage.see(12, true);
        outage.see(13, true);

        assertThat(outage.began()).isEqualTo(10);
        assertThat(outage.ended()).isEqualTo(12);
    }

    @Test
    void isNotOverWhereItIsNotReadyOnceMore() {
        outage.see(10, false);
        outage.see(11, true);
        outage.see(12, false);
        assertThat(outage.ended()).isZero();

        outage.see(15, true);

        assertThat(outage.began()).isEqualTo(10);
        assertThat(outage.ended()).isEqualTo(15);
    }
}
