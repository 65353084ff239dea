package io.podtide.streams;

import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamTimesTest {

    private final UpstreamTimes times = new UpstreamTimes(3);

    private void tells(int origin, String cluster, Instant at, boolean silent) {
        times.told(origin, List.of(new ClusterProgress(cluster, at, silent)));
    }

    @Test
    void noTimeIsKnownUntilAllHaveTold() {
        assertThat(times.now("prod")).isEmpty();
        tells(0, "prod", minute(1), true);
        tells(2, "prod", minute(2), true);
        assertThat(times.now("prod")).isEmpty();
        assertThat(times.of("prod")).isEmpty();

        tells(1, "prod", minute(3), true);
        assertThat(times.now("prod")).contains(minute(1));
        assertThat(times.of("prod").map(ClusterProgress::silent)).contains(true);
        assertThat(times.now("test")).isEmpty();
    }

    @Test
    void itIsAsFarAsTheOneThatHasComeLeastFar() {
        for (int origin = 0; origin < 3; origin++) {
            tells(origin, "prod", minute(origin), false);
        }
        assertThat(times.now("prod")).contains(minute(0));
        tells(0, "prod", minute(9), false);
        assertThat(times.now("prod")).contains(minute(1));
        tells(1, "prod", minute(9), false);
        assertThat(times.now("prod")).contains(minute(2));
    }

    @Test
    void aClusterIsSilentWhenNobodyHearsIt() {
        for (int origin = 0; origin < 3; origin++) {
            tells(origin, "prod", minute(1), true);
        }
        assertThat(times.of("prod").map(ClusterProgress::silent)).contains(true);
        tells(1, "prod", minute(1), false);
        assertThat(times.of("prod").map(ClusterProgress::silent)).contains(false);
    }

    @Test
    void clustersOfOneRecordAreToldApart() {
        var both = List.of(new ClusterProgress("prod", minute(1), false), new ClusterProgress("test", minute(2), true));
        for (int origin = 0; origin < 3; origin++) {
            times.told(origin, both);
        }
        assertThat(times.now("prod")).contains(minute(1));
        assertThat(times.now("test")).contains(minute(2));
        assertThat(times.of("prod").map(ClusterProgress::silent)).contains(false);
        assertThat(times.of("test").map(ClusterProgress::silent)).contains(true);
    }

    @Test
    void anOriginBeyondThoseThatThereWereAtTheStartIsRefused() {
        assertThatThrownBy(() -> tells(3, "prod", minute(1), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partition 3")
                .hasMessageContaining("3 partitions")
                .hasMessageContaining("restart");
        tells(2, "prod", minute(1), false);
    }
}
