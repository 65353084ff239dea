package io.podtide.trends.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedStatusTest {

    private static final Instant T = Instant.parse("2026-11-01T10:20:00Z");

    @Test
    void aStandbyHasCaughtUpOnceTheHistoryHas() {
        var far = FeedStatus.STARTING.standingBy(30_000, false, false, T);
        assertThat(far.standby()).isTrue();
        assertThat(far.behind()).isEqualTo(30_000);
        assertThat(far.hasCaughtUp()).isFalse();

        var near = far.standingBy(12, true, true, T);
        assertThat(near.standby()).isTrue();
        assertThat(near.hasCaughtUp()).isTrue();

        assertThat(near.standingBy(30_000, false, true, T).hasCaughtUp())
                .as("once is enough")
                .isTrue();
    }

    @Test
    void allOfItIsInTheHistoryWhoeverWroteIt() {
        var then = T.minusSeconds(1);
        assertThat(FeedStatus.STARTING.standingBy(0, true, true, T).caughtUp(then))
                .isTrue();
        assertThat(FeedStatus.STARTING.read(0, true, 0, T).caughtUp(then)).isTrue();
        assertThat(FeedStatus.STARTING.read(0, true, 0, T).caughtUp(T)).isFalse();
        assertThat(FeedStatus.STARTING.read(1, true, 0, T).caughtUp(then)).isFalse();
    }

    @Test
    void aProblemIsOverWhenTheHistoryComesOn() {
        var failing = FeedStatus.STARTING.failing("the database is away", T).failing("still", T.plusSeconds(9));
        assertThat(failing.failingSince()).isEqualTo(T);

        var waiting = failing.standingBy(30_000, false, false, T);
        assertThat(waiting.problem()).isEqualTo("still");
        assertThat(waiting.failingSince()).isEqualTo(T);
        assertThat(waiting.standingBy(20_000, false, true, T)).satisfies(moving -> {
            assertThat(moving.problem()).isNull();
            assertThat(moving.failingSince()).isNull();
        });
    }

    @Test
    void whoTakesOverCountsWhatItWritesItself() {
        var status = FeedStatus.STARTING.standingBy(12, true, true, T).writing();
        assertThat(status.standby()).isFalse();
        assertThat(status.read(0, true, 2, T).wrote(12, 5, T.plusSeconds(1)).wrote(3, 3, T.plusSeconds(2)))
                .isEqualTo(new FeedStatus(15, 8, 0, 2, T, T.plusSeconds(2), true, false, null, null));
    }
}
