package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Ref A = new Ref("incident/a", "hook");
    private static final Ref B = new Ref("incident/b", "hook");

    private final Outbox outbox = new Outbox(() -> 1);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void oneParcelIsUnderWayAtATime() {
        outbox.add(A);
        outbox.add(B);
        assertThat(outbox.waiting("hook")).isEqualTo(2);
        send(A);
        assertThat(outbox.take("hook", 10, now)).isEmpty();
        assertThat(outbox.ready("hook", now)).isFalse();
        outbox.arrived(A);
        outbox.free("hook", List.of(A));
        assertThat(outbox.waiting("hook")).isEqualTo(1);
        assertThat(outbox.take("hook", 10, now)).containsExactly(B);
    }

    @Test
    void whatHasNoOutcomeWaitsAgain() {
        outbox.add(A);
        send(A);
        outbox.free("hook", List.of(A));
        assertThat(outbox.take("hook", 10, now)).containsExactly(A);
    }

    @Test
    void restsDoubleUpToFiveMinutes() {
        var rests = new ArrayList<Long>();
        for (int failures = 1; failures <= 12; failures++) {
            fail(failures, null);
            var from = now;
            while (!outbox.ready("hook", now)) {
                now = now.plusMillis(500);
            }
            rests.add(Duration.between(from, now).toSeconds());
        }
        assertThat(rests).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    }

    @Test
    void jitterTakesUpToHalfOfARest() {
        var least = new Outbox(() -> 0);
        least.add(A);
        least.take("hook", 1, now);
        least.sent("hook", List.of(A));
        least.failed(A, 1, null, now);
        least.free("hook", List.of(A));
        assertThat(least.ready("hook", now.plusMillis(499))).isFalse();
        assertThat(least.ready("hook", now.plusMillis(500))).isTrue();
    }

    @Test
    void whatAReceiverAsksForIsGrantedUpToAnHour() {
        fail(1, Duration.ofSeconds(90));
        assertThat(outbox.ready("hook", now.plusSeconds(89))).isFalse();
        assertThat(outbox.ready("hook", now.plusSeconds(90))).isTrue();
        fail(2, Duration.ofDays(3_650));
        assertThat(outbox.ready("hook", now.plus(Duration.ofHours(1)))).isTrue();
    }

    @Test
    void afterAFailureOneIsAProbeAndItsSuccessLetsAllGo() {
        outbox.add(B);
        fail(1, null);
        now = now.plusSeconds(2);
        assertThat(outbox.take("hook", 10, now)).hasSize(1);
        outbox.sent("hook", List.of(B));
        outbox.arrived(B);
        outbox.free("hook", List.of(B));
        assertThat(outbox.take("hook", 10, now)).containsExactly(A);
    }

    private void send(Ref ref) {
        assertThat(outbox.take("hook", 1, now)).containsExactly(ref);
        outbox.sent("hook", List.of(ref));
    }

    private void fail(int failures, Duration asked) {
        outbox.drop(A);
        outbox.sent("hook", List.of(A));
        outbox.failed(A, failures, asked, now);
        outbox.free("hook", List.of(A));
    }
}
