package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DueIncidentsTest {

    @Test
    void latenciesBeginWhenTheLineWasDueNotWhenItWasWritten() throws InterruptedException {
        var incidents = new DueIncidents();
        incidents.due("20 1000000 1200000");
        incidents.due("40 9000000 9000000"); // of another window
        incidents.read(20, 1_500_000);
        incidents.read(20, 1_900_000); // a later revision

        var told = incidents.await(1_000_000, 2_000_000);

        assertThat(told.due()).isEqualTo(1);
        assertThat(told.missing()).isZero();
        assertThat(told.latencies().quantile(1)).isEqualTo(500_050);
        assertThat(told.lateness().quantile(1)).isEqualTo(200_050);
    }
}
