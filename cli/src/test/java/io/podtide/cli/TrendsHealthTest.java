package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.trends.feed.FeedStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrendsHealthTest {

    private static final Instant T = Instant.parse("2026-11-01T10:20:00Z");

    @Test
    void isNotReadyBeforeTheHistoryHasCaughtUp() {
        assertThat(health(FeedStatus.STARTING).isReady()).isFalse();
        var far = FeedStatus.STARTING.read(30_000, false, 0, T);
        assertThat(health(far).isReady()).isFalse();
        assertThat(health(far).isLive()).isTrue();
        assertThat(health(far.read(0, true, 0, T)).isReady()).isTrue();
    }

    @Test
    void staysReadyWhateverIsInTheWayOfTheFeed() {
        var near = FeedStatus.STARTING.read(0, true, 0, T);
        assertThat(health(near.failing("no space left on device", T)).isReady()).isTrue();
        assertThat(health(near.read(30_000, false, 0, T)).isReady()).isTrue();
    }

    @Test
    void isNeitherReadyNorLiveOnceTheFeedHasEnded() {
        var ended = new TrendsHealth(() -> false, () -> FeedStatus.STARTING.read(0, true, 0, T));
        assertThat(ended.isLive()).isFalse();
        assertThat(ended.isReady()).isFalse();
    }

    private static TrendsHealth health(FeedStatus status) {
        return new TrendsHealth(() -> true, () -> status);
    }
}
