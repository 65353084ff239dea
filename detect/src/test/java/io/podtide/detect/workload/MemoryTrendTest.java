package io.podtide.detect.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.symptom.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTrendTest {

    @ParameterizedTest
    @CsvSource({
        "'600 610', STEADY",
        "'600 590 615 605', STEADY",
        "'1 600 600 600 600 600 600 600 600', STEADY",
        "'600 400 200', SHRINKING",
        "'600 400 400 300', SHRINKING",
        "'600 590 580', STEADY",
        "'600 300', SPIKE",
        "'600 30 900 5', SPIKE",
        "'2 3 2', SPIKE",
        "'9 8', SPIKE",
        "'600 ? 610', STEADY",
    })
    void times_from_start_to_kill_have_a_trend(String seconds, MemoryTrend trend) {
        assertThat(MemoryTrend.of(kills(seconds))).contains(trend);
    }

    @ParameterizedTest
    @CsvSource({"''", "600", "'? ?'", "'600 ?'"})
    void fewer_than_two_of_them_have_none(String seconds) {
        assertThat(MemoryTrend.of(kills(seconds))).isEmpty();
    }

    private static List<Strike> kills(String seconds) {
        var kills = new ArrayList<Strike>();
        for (var ran : seconds.split(" ", -1)) {
            if (!ran.isEmpty()) {
                kills.add(kill(ran.equals("?") ? null : Duration.ofSeconds(Long.parseLong(ran))));
            }
        }
        return kills;
    }

    private static Strike kill(@Nullable Duration lifetime) {
        return new Strike(Instant.EPOCH, new PodRef("uid", "web-1", null), "app", Instant.EPOCH, lifetime);
    }
}
