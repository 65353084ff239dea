package io.podtide.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.publish.NoSink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Timeout(180)
class LeaderElectionTest {

    private static final ClusterClock HEARTBEAT = new ClusterClock("prod-1", Instant.EPOCH, Mark.HEARTBEAT, null);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private FakeLeases api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeLeases(directory);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void oneWorksAndTheOtherStandsBy() throws Exception {
        var before = Instant.now().toEpochMilli();
        try (var a = new Replica(api, "a")) {
            var leadership = a.awaitLeadership();
            assertThat(leadership.epoch().number())
                    .isBetween(before, Instant.now().toEpochMilli());
            assertThat(api.lease().holder()).isEqualTo("a");
            assertThat(api.lease().epoch()).isEqualTo(leadership.epoch().number());

            try (var b = new Replica(api, "b")) {
                await().atMost(PATIENCE).until(() -> b.notes().contains("stands by: a leads cluster prod-1"));
                var renewed = api.lease().renewedAt();
                await().atMost(PATIENCE).until(() -> api.lease().renewedAt().isAfter(renewed.plusSeconds(4)));
                assertThat(b.works()).isFalse();
                assertThat(leadership.isValid()).isTrue();
            }
        }
    }

    @Test
    void whoStopsInGoodOrderIsFollowedAtOnce() throws Exception {
        var behind = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-20));
        try (var a = new Replica(api, "a")) {
            var first = a.awaitLeadership();
            try (var b = new Replica(api, "b", behind)) {
                a.stop();

                var second = b.awaitLeadership();
                assertThat(first.isValid()).isFalse();
                // though its clock is behind
                assertThat(second.epoch().number()).isEqualTo(first.epoch().number() + 1);
                assertThat(second.clock(behind).instant()).isAfter(Instant.now().minusSeconds(15));
                assertThat(api.lease().tree().at("/spec/leaseTransitions").asInt())
                        .isEqualTo(1);
            }
        }
        assertThat(api.lease().holder()).isEmpty();
    }

    @Test
    void whoCannotRenewStopsBeforeAnotherBegins() throws Exception {
        try (var a = new Replica(api, "a")) {
            var first = a.awaitLeadership();
            try (var b = new Replica(api, "b")) {
                api.cut("a");
                assertThat(a.awaitEnd()).isSameAs(first);
                assertThat(b.works()).isFalse();
                assertThatThrownBy(() -> first.guard(new NoSink()).accept(HEARTBEAT))
                        .isInstanceOf(LeaseLostException.class);

                var second = b.awaitLeadership();
                assertThat(second.epoch().number()).isGreaterThan(first.epoch().number());
                second.guard(new NoSink()).accept(HEARTBEAT);

                api.mend("a");
                await().atMost(PATIENCE).until(() -> a.notes().contains("stands by: b leads cluster prod-1"));
                assertThat(a.works()).isFalse();
            }
            assertThat(a.awaitLeadership().epoch().number())
                    .isGreaterThan(first.epoch().number());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aServerThatAsksToWaitIsNotAskedBefore(int status) throws Exception {
        try (var a = new Replica(api, "a")) {
            a.awaitLeadership();
            api.refuseNext("a", status, 1); // we would ask five times in that second

            await().atMost(PATIENCE)
                    .until(() -> api.hasRefused("a") && api.asked("a").size() > 1);
            var asked = api.asked("a");
            assertThat(Duration.ofNanos(asked.get(1) - asked.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoIsAskedToWaitForLongStopsInTimeAllTheSame() throws Exception {
        try (var a = new Replica(api, "a")) {
            var first = a.awaitLeadership();
            try (var b = new Replica(api, "b")) {
                api.refuseNext("a", 429, 300);

                assertThat(a.awaitEnd()).isSameAs(first);
                assertThat(b.works()).as("it stops before another may begin").isFalse();
                assertThat(b.awaitLeadership().epoch().number())
                        .isGreaterThan(first.epoch().number());
                assertThat(api.asked("a")).as("nor has it asked again").hasSize(1);
            }
        }
    }

    @Test
    void whoMayNotAskIsTold() throws Exception {
        api.refuse("a", 403);
        try (var a = new Replica(api, "a")) {
            await().atMost(PATIENCE).until(() -> a.state().equals("FORBIDDEN"));
            assertThat(a.works()).isFalse();
            assertThat(a.notes())
                    .containsExactly("Cluster prod-1 does not let us get lease podtide/podtide-ingest: not now."
                            + " Grant it that: deploy/rbac has all it takes");

            try (var b = new Replica(api, "b")) {
                b.awaitLeadership();
                api.permit("a");
                await().atMost(PATIENCE).until(() -> a.state().equals("stands by"));
            }
        }
    }

    @Test
    void aLeaseThatIsDeletedIsMadeAnewWithAHigherEpoch() throws Exception {
        try (var a = new Replica(api, "a", Clock.fixed(Instant.now(), ZoneOffset.UTC))) {
            var first = a.awaitLeadership();
            api.delete();

            assertThat(a.awaitEnd()).isSameAs(first);
            assertThat(a.awaitLeadership().epoch().number())
                    .isEqualTo(first.epoch().number() + 1);
        }
    }

    @Test
    void aLeaseThatSomebodyLabelsIsKept() throws Exception {
        try (var a = new Replica(api, "a")) {
            var leadership = a.awaitLeadership();
            api.label("team", "platform");
            var labelled = Instant.now();

            await().atMost(PATIENCE).until(() -> api.lease().renewedAt().isAfter(labelled.plusSeconds(1)));
            assertThat(leadership.isValid()).isTrue();
            assertThat(api.lease().tree().at("/metadata/labels/team").asText()).isEqualTo("platform");
        }
    }

    @Test
    void aLeaseOfSomebodyElsesMakingIsHeldForAsLongAsOurs() throws Exception {
        api.put("{\"metadata\":{},\"spec\":{\"holderIdentity\":\"somebody\"}}");
        try (var a = new Replica(api, "a")) {
            await().atMost(PATIENCE).until(() -> a.notes().contains("stands by: somebody leads cluster prod-1"));
            a.awaitLeadership();
            assertThat(api.lease().tree().at("/spec/leaseTransitions").asInt()).isEqualTo(1);
        }
    }

    @Test
    void itsTimesHaveSixDigits() throws Exception {
        try (var a = new Replica(api, "a", Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))) {
            a.awaitLeadership();
            assertThat(api.lease().tree().at("/spec"))
                    .hasToString(
                            "{\"acquireTime\":\"2026-11-21T12:00:00.000000Z\",\"leaseTransitions\":0,\"holderIdentity\":\"a\","
                                    + "\"leaseDurationSeconds\":3,\"renewTime\":\"2026-11-21T12:00:00.000000Z\"}");
        }
    }
}
