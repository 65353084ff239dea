package io.podtide.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.bench.scale.Churn.Mark;
import io.podtide.bench.scale.Churn.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnTest {

    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration WHOLE = Duration.ofMinutes(60);

    /** Grows with every look. */
    private final Churn.Probe growing = new Churn.Probe() {
        private int looks;

        @Override
        public int memory() {
            return 500 + looks;
        }

        @Override
        public int heapInUse() {
            return 100 + looks++;
        }
    };

    private final Churn churn =
            new Churn(List.of(new Mark(Duration.ZERO, 1_000), new Mark(HALF, 2_000), new Mark(WHOLE, 3_000)), growing);

    @Test
    void aSampleIsTakenOnceWhenItsRecordsHaveBeenRead() throws IOException {
        churn.see(999);
        assertThat(churn.samples()).isEmpty();

        churn.see(1_000);
        churn.see(1_999);
        churn.see(2_500);
        churn.see(3_000);
        churn.see(3_000);

        assertThat(churn.samples())
                .containsExactly(
                        new Sample(Duration.ZERO, 500, 100), new Sample(HALF, 501, 101), new Sample(WHOLE, 502, 102));
        assertThat(churn.listed()).isEqualTo(1_000);
    }

    @Test
    void theMostHeapMayBeBeforeTheEnd() {
        var samples = List.of(new Sample(Duration.ZERO, 1, 150), new Sample(HALF, 1, 177), new Sample(WHOLE, 1, 106));
        assertThat(Churn.mostHeap(samples)).isEqualTo(177);
    }

    @Test
    void whereACommitJumpsOverMarksEachHasItsSample() throws IOException {
        churn.see(3_000);

        assertThat(Churn.table(churn.samples())).isEqualTo("""
                | time of the fleet | RSS, MiB | heap after a full collection, MiB |
                |---|---|---|
                | 0s | 500 | 100 |
                | 30m | 501 | 101 |
                | 1h | 502 | 102 |
                """);
    }
}
