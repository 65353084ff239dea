package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.State;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that come by their topic while the pipeline runs. */
class RulesTopicTest {

    private static final String NO_CPU = "0/1 nodes are available: 1 Insufficient cpu.";

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;

    @BeforeEach
    void open() {
        pipeline = new DrivenPipeline(stateDir);
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    @Test
    void aShorterThresholdOpensForAPodThatAlreadyWaits() {
        pendingUntil(3);
        rules("default", "rules: {pending: {unschedulable: 2m}}");
        pipeline.waits(Duration.ofSeconds(1)).hearsFrom("prod", minute(4));
        expect("+120s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void nothingNeedsToBeHeardOfItsClusterForThat() {
        pendingUntil(3);
        rules("default", "rules: {pending: {unschedulable: 2m}}");
        pipeline.waits(Duration.ofSeconds(1));
        expect("+120s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void aLongerOneLetsItWait() {
        pendingUntil(3);
        rules("default", "rules: {pending: {unschedulable: 30m}}");
        pipeline.hearsFrom("prod", minute(30));
        expect();
        pipeline.hearsFrom("prod", minute(31));
        expect("+1800s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void aKindThatIsOffIsNotLookedForUntilItIsOnAgain() {
        pendingUntil(3);
        rules("default", "overrides: [{match: {namespace: shop}, off: [pending]}]");
        pipeline.hearsFrom("prod", minute(60));
        expect();
        pipeline.takes(Topics.RULES, "default".getBytes(UTF_8), null);
        pipeline.hearsFrom("prod", minute(61));
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void whatIsOpenWhenItsKindIsTurnedOffStaysUntilItIsOver() {
        var cart = pendingUntil(6);
        expect("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        rules("default", "overrides: [{match: {}, off: [pending]}]");
        pipeline.hearsFrom("prod", minute(60));
        expect();
        pipeline.observes(cart.bound("node-1", minute(61)).runs(minute(61)).at(minute(61)));
        pipeline.hearsFrom("prod", minute(70));
        expect("+3960s PENDING of prod/cart: r2 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void whatCountsCountsByTheNewRulesFromTheNextOccurrenceOn() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)));
        pipeline.observes(cart.restarts(1, "Error", minute(1)).at(minute(1)));
        rules("default", "rules: {restart-loop: {restarts: 2}}");
        expect();
        pipeline.observes(cart.restarts(1, "Error", minute(2)).at(minute(2)));
        expect("+120s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 2 times, [cart-1]");
    }

    @Test
    void rulesWithAMistakeLeaveThoseOfBeforeInForce() {
        rules("default", "rules: {pending: {unschedulable: 2m}}");
        rules("default", "rules: {pending: {unschedulable: soon}}");
        rules("default", "\u0007 [");
        pipeline.takes(Topics.RULES, "default".getBytes(UTF_8), new byte[] {(byte) 0xff, 0});
        pipeline.takes(Topics.RULES, null, "rules: {}".getBytes(UTF_8));
        pendingUntil(3);
        expect("+120s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void anIncidentSaysWhichSetAndOverrideApplied() {
        rules("shop", "overrides: [{match: {namespace: shop}, pending: {unschedulable: 2m}}]");
        pendingUntil(3);
        assertThat(pipeline.incidents())
                .extracting(Incident::rule)
                .containsExactly("pending 2m unschedulable (shop override 1 (namespace=shop))");
    }

    @Test
    void anOpenIncidentThatIsMutedSaysSoAndIsToldAgainWhenTheMuteEndsOrIsTakenBack() {
        pendingUntil(6);
        pipeline.incidents();
        mute(minute(20));
        pipeline.hearsFrom("prod", minute(7));
        assertThat(pipeline.incidents())
                .extracting(Incident::revision, Incident::state, Incident::mute)
                .containsExactly(tuple(2, State.OPEN, new Muted(minute(20), "platform", "load tests")));
        rules("default", "");
        pipeline.hearsFrom("prod", minute(8));
        assertThat(pipeline.incidents())
                .extracting(Incident::revision, Incident::mute)
                .containsExactly(tuple(3, null));
        mute(minute(20));
        pipeline.hearsFrom("prod", minute(9));
        pipeline.incidents();
        pipeline.hearsFrom("prod", minute(19));
        expect();
        pipeline.hearsFrom("prod", minute(21));
        assertThat(pipeline.incidents())
                .extracting(Incident::revision, Incident::updatedAt, Incident::mute)
                .containsExactly(tuple(5, minute(20), null));
    }

    @Test
    void silenceHasAThresholdForEachCluster() {
        rules("default", """
                overrides:
                  - {match: {cluster: "lab-*"}, cluster-silent: {after: 1h}}
                  - {match: {cluster: "off-*"}, off: [cluster-silent]}
                """);
        for (var cluster : new String[] {"prod", "lab-1", "off-1"}) {
            pipeline.hearsFrom(cluster, minute(1));
        }
        pipeline.waits(Duration.ofMinutes(2));
        assertThat(silent()).containsExactly("prod");
        pipeline.waits(Duration.ofHours(1));
        assertThat(silent()).containsExactly("lab-1");
        pipeline.waits(Duration.ofDays(10));
        assertThat(silent()).isEmpty();
    }

    @Test
    void aClusterThatIsGoneForGoodIsNoLongerSaidToBeSilent() {
        pipeline.hearsFrom("prod", minute(1));
        pipeline.waits(Duration.ofMinutes(2));
        assertThat(silent()).containsExactly("prod");
        rules("default", "overrides: [{match: {cluster: prod}, off: [cluster-silent]}]");
        pipeline.waits(Duration.ofMinutes(2));
        assertThat(pipeline.incidents())
                .extracting(Incident::kind, Incident::state, Incident::resolution)
                .containsExactly(tuple(Kind.CLUSTER_SILENT, State.RESOLVED, Resolution.DELETED));
    }

    private List<String> silent() {
        return pipeline.incidents().stream()
                .filter(i -> i.kind() == Kind.CLUSTER_SILENT && i.state() == State.OPEN)
                .map(Incident::cluster)
                .toList();
    }

    private APod pendingUntil(int minute) {
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        pipeline.observes(cart.at(minute(0))).hearsFrom("prod", minute(minute));
        return cart;
    }

    private void mute(Instant until) {
        rules(
                "default",
                "mutes: [{match: {namespace: shop}, owner: platform, reason: load tests, until: '" + until + "'}]");
    }

    private void rules(String name, String yaml) {
        pipeline.takes(Topics.RULES, name.getBytes(UTF_8), yaml.getBytes(UTF_8));
    }

    private void expect(String... lines) {
        assertThat(Line.of(pipeline.incidents())).containsExactly(lines);
    }
}
