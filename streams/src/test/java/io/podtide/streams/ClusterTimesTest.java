package io.podtide.streams;

import static io.podtide.streams.Times.START;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.streams.state.ClusterTime;
import io.podtide.wire.Epoch;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTimesTest {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(60);
    private static final long WALL = START.toEpochMilli();
    private static final long STILL_HEARD = WALL + SILENT_AFTER.toMillis();
    private static final long SILENT = STILL_HEARD + 1;

    private final ClusterTimes times = new ClusterTimes(cluster -> SILENT_AFTER);

    private List<ClusterProgress> news(long wallClock) {
        return times.news(wallClock, (cluster, now) -> now);
    }

    private static ClusterProgress heard(String cluster, Instant at) {
        return new ClusterProgress(cluster, at, false);
    }

    private static ClusterProgress silent(String cluster, Instant at) {
        return new ClusterProgress(cluster, at, true, at, null);
    }

    @Test
    void timeGoesOnAndNeverBack() {
        assertThat(times.seen("prod", minute(2), WALL)).isEqualTo(minute(2));
        assertThat(times.seen("prod", minute(1), WALL)).isEqualTo(minute(2));
        assertThat(times.seen("prod", minute(3), WALL)).isEqualTo(minute(3));
    }

    @Test
    void everyClusterHasATimeOfItsOwn() {
        times.seen("prod", minute(9), WALL);
        assertThat(times.seen("test", minute(1), WALL)).isEqualTo(minute(1));
    }

    @Test
    void aClockFarAheadIsNotBelievedAndOneYearsBehindIs() {
        times.seen("prod", minute(1), WALL);
        assertThat(times.seen("prod", START.plus(Duration.ofDays(3_650)).plusMillis(1), WALL))
                .isEqualTo(minute(1));
        assertThat(times.seen("prod", START.plus(Duration.ofDays(3_650)), WALL))
                .isEqualTo(START.plus(Duration.ofDays(3_650)));
        var longAgo = Instant.parse("1999-12-31T23:59:59Z");
        assertThat(times.seen("recording", longAgo, WALL)).isEqualTo(longAgo);
    }

    @Test
    void aGapHoldsTimeAndItsEndReleasesIt() {
        times.seen("prod", minute(1), WALL);
        times.gapStarted("prod", minute(1), WALL);
        assertThat(times.seen("prod", minute(5), WALL)).isEqualTo(minute(1));
        times.gapStarted("prod", minute(1), WALL); // told twice, it is the same gap
        assertThat(times.seen("prod", minute(6), WALL)).isEqualTo(minute(1));
        assertThat(news(WALL)).containsExactly(heard("prod", minute(1)));

        times.gapEnded("prod");
        assertThat(times.seen("prod", minute(6), WALL)).isEqualTo(minute(6));
        assertThat(news(WALL)).containsExactly(heard("prod", minute(6)));
    }

    @Test
    void aGapHoldsNoOtherCluster() {
        times.seen("prod", minute(1), WALL);
        times.gapStarted("prod", minute(1), WALL);
        assertThat(times.seen("test", minute(5), WALL)).isEqualTo(minute(5));
    }

    @Test
    void theEndOfAGapThatNeverBeganChangesNothing() {
        times.gapEnded("prod");
        assertThat(times.seen("prod", minute(1), WALL)).isEqualTo(minute(1));
    }

    @Test
    void newsAreToldOnce() {
        assertThat(news(WALL)).isEmpty();
        times.seen("prod", minute(1), WALL);
        times.seen("test", minute(2), WALL);
        assertThat(news(WALL)).containsExactlyInAnyOrder(heard("prod", minute(1)), heard("test", minute(2)));
        assertThat(news(WALL)).isEmpty();

        times.seen("prod", minute(1), WALL);
        assertThat(news(WALL)).isEmpty();
        times.seen("prod", minute(3), WALL);
        assertThat(news(WALL)).containsExactly(heard("prod", minute(3)));
    }

    @Test
    void timeIsToldInStepsWhileNewsComeAndToItsEndWhenNoneDo() {
        times.seen("prod", minute(1), WALL);
        assertThat(news(WALL)).containsExactly(heard("prod", minute(1)));

        times.seen("prod", minute(1).plusMillis(4_999), WALL + 4_999);
        assertThat(news(WALL + 5_000)).isEmpty();
        times.seen("prod", minute(1).plusMillis(5_000), WALL + 5_000);
        assertThat(news(WALL + 5_000)).containsExactly(heard("prod", minute(1).plusSeconds(5)));

        times.seen("prod", minute(1).plusSeconds(6), WALL + 6_000);
        times.seen("test", minute(1), WALL + 6_500);
        assertThat(news(WALL + 7_000)).containsExactly(heard("test", minute(1))); // of the task's clusters one is heard
        assertThat(news(WALL + 7_500)).containsExactly(heard("prod", minute(1).plusSeconds(6)));
        assertThat(news(WALL + 8_000)).isEmpty();
    }

    @Test
    void onlyWhatHasBeenDealtWithIsTold() {
        times.seen("prod", minute(9), WALL);
        assertThat(times.news(WALL, (cluster, now) -> minute(4))).containsExactly(heard("prod", minute(4)));
        assertThat(times.news(WALL, (cluster, now) -> minute(3))).isEmpty();
        assertThat(news(WALL)).containsExactly(heard("prod", minute(9)));
    }

    @Test
    void silenceIsToldAgainAndAgainAndItsEndOnce() {
        times.seen("prod", minute(1), WALL);
        assertThat(news(STILL_HEARD)).containsExactly(heard("prod", minute(1)));
        assertThat(news(SILENT)).containsExactly(silent("prod", minute(1)));
        assertThat(news(SILENT + 60_000)).isEmpty();
        assertThat(news(SILENT + 60_001))
                .containsExactly(silent("prod", minute(1))); // for those who have begun meanwhile

        times.seen("prod", minute(1), SILENT + 1_000_000);
        assertThat(news(SILENT + 1_000_000)).containsExactly(heard("prod", minute(1)));
    }

    @Test
    void onlyTheClusterThatIsNotHeardIsSilent() {
        times.seen("prod", minute(1), WALL);
        times.seen("test", minute(1), SILENT);
        assertThat(news(SILENT)).containsExactlyInAnyOrder(silent("prod", minute(1)), heard("test", minute(1)));
    }

    @Test
    void aGapIsASilenceAlthoughTheClusterIsHeard() {
        times.seen("prod", minute(1), WALL);
        times.gapStarted("prod", minute(2), WALL);
        times.seen("prod", minute(3), SILENT);
        assertThat(news(STILL_HEARD)).containsExactly(heard("prod", minute(1)));
        assertThat(news(SILENT)).containsExactly(new ClusterProgress("prod", minute(1), true, minute(2), minute(1)));
        times.seen("prod", minute(4), SILENT);
        assertThat(news(SILENT)).isEmpty();

        times.gapEnded("prod");
        times.seen("prod", minute(5), SILENT);
        assertThat(news(SILENT)).containsExactly(heard("prod", minute(5)));
    }

    @Test
    void anIngestorThatStartsAgainAndAgainAndNeverGetsItsListIsSilent() {
        times.gapStarted("prod", minute(1), WALL);
        times.gapStarted("prod", minute(2), STILL_HEARD);
        assertThat(news(SILENT)).containsExactly(new ClusterProgress("prod", minute(1), true, minute(1), minute(1)));
    }

    @Test
    void aGapThatIsTheFirstThatIsHeardEndsLikeOthers() {
        times.gapStarted("prod", minute(1), WALL);
        assertThat(times.seen("prod", minute(2), WALL)).isEqualTo(minute(1));
        assertThat(news(WALL)).containsExactly(heard("prod", minute(1)));

        times.gapEnded("prod");
        assertThat(times.seen("prod", minute(3), WALL)).isEqualTo(minute(3));
    }

    @Test
    void aClusterWhoseClockNobodyBelievesIsNotTold() {
        times.seen("prod", Instant.MAX, WALL);
        assertThat(news(WALL)).isEmpty();
    }

    @Test
    void whatIsMuchOlderThanItsClusterIsLate() {
        assertThat(times.isLate("prod", minute(1))).isFalse();
        times.seen("prod", minute(20), WALL);
        assertThat(times.isLate("prod", minute(10))).isFalse();
        assertThat(times.isLate("prod", minute(10).minusMillis(1))).isTrue();
        assertThat(times.isLate("test", minute(1))).isFalse();
    }

    @Test
    void aGapIsOneStillForATaskThatTakesOver() {
        times.seen("prod", minute(5), WALL);
        times.gapStarted("prod", minute(1), WALL);
        var saved = new HashMap<String, ClusterTime>();
        times.save("prod", saved::put);

        var after = new ClusterTimes(cluster -> SILENT_AFTER);
        saved.forEach((name, time) -> after.restored(name, time, WALL));
        assertThat(after.inGap("prod")).isTrue();
        assertThat(after.seen("prod", minute(6), WALL)).isEqualTo(minute(5));
        after.gapEnded("prod");
        assertThat(after.seen("prod", minute(6), WALL)).isEqualTo(minute(6));
    }

    @Test
    void whatIsNotSeenIsKnownToATaskThatTakesOver() {
        var unseen = List.of(new Unseen(Part.EVENTS, Reason.FORBIDDEN, minute(1)));
        times.seen("prod", minute(5), WALL);
        var saved = new HashMap<String, ClusterTime>();
        times.save("prod", saved::put);
        times.vouched("prod", unseen);
        times.save("prod", saved::put); // at once, though its time has not moved on

        var after = new ClusterTimes(cluster -> SILENT_AFTER);
        saved.forEach((name, time) -> after.restored(name, time, WALL));
        assertThat(after.unseen("prod")).isEqualTo(unseen);
        assertThat(after.sees("prod", Part.EVENTS)).isFalse();
        assertThat(after.sees("prod", Part.NODES)).isTrue();
        assertThat(after.inGap("prod")).isFalse();
        after.vouched("prod", List.of());
        assertThat(after.sees("prod", Part.EVENTS)).isTrue();
    }

    @Test
    void whoWasFollowedIsNotHeardAnyMore() {
        assertThat(times.admits("prod", new Epoch(5), WALL)).isTrue();
        assertThat(times.admits("prod", new Epoch(6), WALL)).isTrue();
        assertThat(times.admits("prod", new Epoch(5), WALL)).isFalse();
        assertThat(times.admits("prod", new Epoch(6), WALL)).isTrue();
        assertThat(times.admits("prod", Epoch.NONE, WALL)).isTrue();
        assertThat(times.admits("test", new Epoch(5), WALL)).isTrue();
    }

    @Test
    void anEpochOfABrokenClockLocksNobodyOut() {
        var farAhead = new Epoch(WALL + Duration.ofDays(1).toMillis() + 1);
        assertThat(times.admits("prod", farAhead, WALL)).isTrue();
        assertThat(times.admits("prod", new Epoch(WALL), WALL)).isTrue();
        assertThat(times.admits("prod", farAhead, WALL)).isTrue();
    }

    @Test
    void aTaskThatTakesOverKnowsWhoLeads() {
        times.admits("prod", new Epoch(6), WALL);
        times.seen("prod", minute(5), WALL);
        var saved = new HashMap<String, ClusterTime>();
        times.save("prod", saved::put);
        times.admits("prod", new Epoch(7), WALL);
        times.seen("prod", minute(5), WALL);
        times.save("prod", saved::put); // at once, though its time has not moved on

        var after = new ClusterTimes(cluster -> SILENT_AFTER);
        saved.forEach((name, time) -> after.restored(name, time, WALL));
        assertThat(after.admits("prod", new Epoch(6), WALL)).isFalse();
        assertThat(after.admits("prod", new Epoch(7), WALL)).isTrue();
    }
}
