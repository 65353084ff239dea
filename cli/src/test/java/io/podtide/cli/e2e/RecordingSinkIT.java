package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.RecordingSink;
import io.podtide.ingest.publish.RecordingSink.Turn;
import io.podtide.ingest.publish.TakenOverException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSinkIT {

    private static final Instant BEGIN = Instant.parse("2026-11-21T00:33:38Z");

    @TempDir
    Path directory;

    @Test
    void whatWasNotCommittedIsNotSeenAndTheNextStartKnowsWhereToGoOn() throws Exception {
        try (var broker = TestKafka.start(directory)) {
            var platform = Platform.on(broker, 1, directory);
            try (var first = open(platform, "first", false)) {
                assertThat(first.position()).isZero();
                first.accept(heartbeat(0));
                first.accept(heartbeat(10));
                first.commit(2);
                first.accept(heartbeat(20));
                first.flush();
            }
            try (var second = open(platform, "second", false)) {
                assertThat(second.position()).isEqualTo(2);
                second.accept(heartbeat(20));
                second.commit(3);
            }
            assertThat(ClusterClocks.all(platform.kafka())).containsExactly(heartbeat(0), heartbeat(10), heartbeat(20));
        }
    }

    @Test
    void theLaterPlayerFencesTheEarlierOneOffWhichGivesWay() throws Exception {
        try (var broker = TestKafka.start(directory)) {
            var platform = Platform.on(broker, 1, directory);
            try (var early = open(platform, "early", false)) {
                early.accept(heartbeat(0));
                try (var late = open(platform, "late", false)) {
                    assertThatThrownBy(() -> early.commit(1)).isInstanceOf(PublishException.class);
                    late.accept(heartbeat(0));
                    late.commit(1);
                }
            }
            assertThatThrownBy(() -> open(platform, "early", true)).isInstanceOf(TakenOverException.class);
            try (var late = open(platform, "late", true)) {
                assertThat(late.position()).isEqualTo(1);
            }
            assertThat(ClusterClocks.all(platform.kafka())).containsExactly(heartbeat(0));
        }
    }

    @Test
    void recordingsDoNotKnowOfEachOther() throws Exception {
        try (var broker = TestKafka.start(directory)) {
            var platform = Platform.on(broker, 1, directory);
            try (var one =
                    RecordingSink.open(platform.kafka(), platform.topics(), 1, new Turn("one", "player", false))) {
                one.commit(7);
                try (var other = RecordingSink.open(
                        platform.kafka(), platform.topics(), 1, new Turn("other", "player", false))) {
                    assertThat(other.position()).isZero();
                }
                one.commit(8);
                assertThat(one.position()).isEqualTo(8);
            }
        }
    }

    private static RecordingSink open(Platform platform, String player, boolean resumes) {
        return RecordingSink.open(platform.kafka(), platform.topics(), 1, new Turn("recording", player, resumes));
    }

    private static ClusterClock heartbeat(int second) {
        return new ClusterClock("prod-1", BEGIN.plusSeconds(second), Mark.HEARTBEAT, null);
    }
}
