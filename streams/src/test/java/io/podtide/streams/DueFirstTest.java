package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pod should be gone by minute 5, and is an incident at minute 10; a node is not ready from minute 9 on, and is one at minute 10
 * too. What comes right after that, sooner than the streams take time for settled, finds it open: by a replay and by the streams
 * alike.
 */
class DueFirstTest {

    private static final Instant DUE = minute(10);

    private static final String[] OPENS_AND_RECOVERS = {
        "+600s TERMINATING of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, [cart-1]",
        "+901s TERMINATING of prod/cart: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, [cart-1]"
    };

    private static final String NODE_LOST = "+600s NODE_LOST of prod/node-1: r1 OPEN, UNKNOWN_CAUSE, 0 times, []";

    @TempDir
    Path stateDir;

    private final APod cart =
            aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));

    @Test
    void aPodThatGoesRightAfterItIsDueHasBeenAnIncident() {
        expect(OPENS_AND_RECOVERS, leaves(), cart.goneAt(DUE.plusSeconds(1)));
    }

    @Test
    void aPodThatGoesWhenItIsDueHasBeenOneToo() {
        expect(
                new String[] {
                    OPENS_AND_RECOVERS[0],
                    "+900s TERMINATING of prod/cart: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, [cart-1]"
                },
                leaves(),
                cart.goneAt(DUE));
    }

    @Test
    void aPodThatGoesBeforeItIsDueHasNot() {
        expect(new String[0], leaves(), cart.goneAt(DUE.minusMillis(1)));
    }

    @Test
    void aListThatDoesNotShowItIsLikeItsDeletion() {
        expect(OPENS_AND_RECOVERS, leaves(), mark(DUE.plusSeconds(1), Mark.SYNCED));
    }

    @Test
    void inAGapNobodyKnowsWhenItWent() {
        expect(
                new String[0],
                leaves(),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                cart.goneAt(DUE.plusSeconds(1)),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    @Test
    void norWhenAListAfterAGapDoesNotShowIt() {
        expect(
                new String[0],
                leaves(),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                mark(DUE.plusSeconds(1), Mark.SYNCED),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    @Test
    void aNodeThatIsListedAsReadyRightAfterItIsDueHasBeenLost() {
        expect(
                new String[] {
                    NODE_LOST, "+901s NODE_LOST of prod/node-1: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, []"
                },
                node(minute(9), Delivery.CHANGED, "False"),
                node(DUE.plusSeconds(1), Delivery.LISTED, "True"));
    }

    @Test
    void aListThatDoesNotShowTheNodeRightAfterItIsDueFindsItLost() {
        expect(
                new String[] {
                    NODE_LOST, "+901s NODE_LOST of prod/node-1: r2 RESOLVED DELETED, UNKNOWN_CAUSE, 0 times, []"
                },
                node(minute(9), Delivery.CHANGED, "False"),
                mark(DUE.plusSeconds(1), Mark.NODES_SYNCED));
    }

    @Test
    void inAGapNobodyKnowsWhetherTheNodeWasLost() {
        expect(
                new String[0],
                node(minute(9), Delivery.CHANGED, "False"),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                node(DUE.plusSeconds(1), Delivery.LISTED, "True"),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    @Test
    void norWhenItIsGoneFromTheListAfterIt() {
        expect(
                new String[0],
                node(minute(9), Delivery.CHANGED, "False"),
                mark(DUE.minusSeconds(1), Mark.GAP_STARTED),
                mark(DUE.plusSeconds(1), Mark.NODES_SYNCED),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    @Test
    void inAGapNobodyKnowsWhetherAControllerHasFailedAllTheTime() {
        var created = DUE.minusSeconds(10);
        expect(
                new String[0],
                controller("FailedCreate", minute(9), minute(9)),
                mark(DUE.minusSeconds(5), Mark.GAP_STARTED),
                controller("SuccessfulCreate", created, DUE.plusSeconds(1)),
                mark(DUE.plusSeconds(1), Mark.GAP_ENDED));
    }

    /** The one that comes first gives its incident the date, and so the id. */
    @Test
    void ofTwoThatAreDueTheFirstComesFirstThoughOnlyTheSecondIsHeardOf() {
        var other = aPod("prod", "cart-2", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        expect(
                new String[] {
                    "+600s TERMINATING of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, [cart-1]",
                    "+630s TERMINATING of prod/cart: r2 OPEN, UNKNOWN_CAUSE, 0 times, [cart-1, cart-2]"
                },
                leaves(),
                other.isDeleted(minute(5).plusMillis(500)).at(minute(4)),
                other.at(DUE.plusSeconds(1)));
    }

    /** By the time it is seen the incident of before is resolved, and no answer is right but the same one. */
    @Test
    void whatIsSeenAfterAHoldHasEndedComesAfterIt() {
        var other = aPod("prod", "cart-2", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        var resolved = minute(9);
        expect(
                new String[] {
                    "+180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]",
                    "+540s RESTART_LOOP of prod/cart: r2 RESOLVED REPLACED, APPLICATION_ERROR, 4 times, [cart-1]",
                    "+540s RESTART_LOOP of prod/cart: r3 OPEN, APPLICATION_ERROR, 5 times, [cart-1, cart-2]",
                    "+1739s RESTART_LOOP of prod/cart: r4 RESOLVED RECOVERED, APPLICATION_ERROR, 5 times, [cart-1, cart-2]"
                },
                other.at(minute(0)),
                cart.at(minute(0)),
                cart.restarts(1, "Error", minute(1)).at(minute(1)),
                cart.restarts(1, "Error", minute(2)).at(minute(2)),
                cart.restarts(1, "Error", minute(3)).at(minute(3)),
                cart.restarts(1, "Error", minute(3).plusSeconds(30))
                        .at(minute(3).plusSeconds(30)),
                cart.goneAt(minute(4)),
                other.restarts(1, "Error", resolved.minusMillis(500)).at(resolved.plusMillis(500)));
    }

    private static NodeStatus node(Instant at, Delivery delivery, String ready) {
        var condition = new PodCondition("Ready", ready, ready.equals("True") ? "" : "KubeletNotReady", "", at);
        return new NodeStatus(
                "prod",
                "",
                "node-1",
                "n1",
                at.toEpochMilli(),
                at,
                delivery,
                false,
                List.of(),
                minute(0).minus(Duration.ofDays(1)),
                List.of(condition));
    }

    private static KubeEvent controller(String reason, Instant at, Instant observedAt) {
        return new KubeEvent(
                "prod",
                new Workload("prod", "", "shop", "Deployment", "cart"),
                reason,
                at.toEpochMilli(),
                observedAt,
                new Regarding("ReplicaSet", "shop", "cart-5f", "cart-5f-uid", ""),
                reason.startsWith("Failed"),
                reason,
                "",
                "replicaset-controller",
                null,
                1,
                at,
                at);
    }

    private Observation leaves() {
        return cart.isDeleted(minute(5)).at(minute(4));
    }

    private static ClusterClock mark(Instant at, Mark mark) {
        return new ClusterClock("prod", at, mark, mark == Mark.SYNCED || mark == Mark.NODES_SYNCED ? at : null);
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Incident::id).toList();
    }

    private void expect(String[] lines, Observation... observations) {
        var later = new ClusterClock("prod", minute(30), Mark.HEARTBEAT, null);
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var replayed = Stream.concat(Arrays.stream(observations), Stream.of(later))
                .flatMap(o -> detection.observe(o).stream())
                .toList();
        assertThat(Line.of(replayed)).as("replayed").containsExactly(lines);
        try (var pipeline = new DrivenPipeline(stateDir)) {
            pipeline.observes(observations).hearsFrom("prod", later.observedAt());
            var streamed = pipeline.incidents();
            assertThat(Line.of(streamed)).as("streamed").containsExactly(lines);
            assertThat(streamed).as("their ids").map(Incident::id).isEqualTo(ids(replayed));
        }
    }
}
