package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An ingestor that sees the pods of a cluster, and not its Events or its nodes: by a replay and by the streams alike, pods are judged
 * as ever, what is not seen stands still, and whoever reads an incident is told.
 */
class PartlySeenTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final Unseen EVENTS = new Unseen(Part.EVENTS, Reason.FORBIDDEN, minute(1));
    private static final Unseen NODES = new Unseen(Part.NODES, Reason.FORBIDDEN, minute(1));

    private static final Evidence EVENTS_NOT_SEEN = new Evidence(
            minute(1),
            "ingest",
            "EVENTS_NOT_SEEN",
            "FORBIDDEN: Events of the cluster are not seen, and a cause that they tell is not known",
            1);
    private static final Evidence NODES_NOT_SEEN = new Evidence(
            minute(1),
            "ingest",
            "NODES_NOT_SEEN",
            "FORBIDDEN: nodes of the cluster are not seen, and what they say of themselves is not known",
            1);

    @TempDir
    Path stateDir;

    private final APod cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));

    private final List<Observation> story = new ArrayList<>();

    /** A heartbeat a minute, up to and with the last. */
    private PartlySeenTest heartbeats(int from, int to, Unseen... unseen) {
        for (int i = from; i <= to; i++) {
            story.add(new ClusterClock("prod", minute(i), Mark.HEARTBEAT, null, List.of(unseen)));
        }
        return this;
    }

    private PartlySeenTest sees(Observation observation) {
        story.add(observation);
        return this;
    }

    @Test
    void aPodIsFollowedAsEverAndItsIncidentSaysThatEventsAreNotSeen() {
        var told = sees(cart.at(minute(0)))
                .heartbeats(1, 8, EVENTS)
                .sees(cart.bound("node-1", minute(8)).runs(minute(8)).at(minute(8)))
                .heartbeats(9, 20, EVENTS)
                .told(
                        "+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                        "+780s PENDING of prod/cart: r2 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        assertThat(told.get(0).evidence())
                .extracting(Evidence::source)
                .containsExactly("condition PodScheduled", "ingest");
        assertThat(told.get(0).evidence()).last().isEqualTo(EVENTS_NOT_SEEN);
    }

    @Test
    void whoBeginsAgainDoesNotKnowSinceWhenAndTheFirstTimeStands() {
        var later = new Unseen(Part.EVENTS, Reason.FORBIDDEN, minute(3));
        var told = sees(cart.at(minute(0)))
                .heartbeats(1, 2, EVENTS)
                .sees(new ClusterClock("prod", minute(2), Mark.GAP_STARTED, null))
                .sees(new ClusterClock("prod", minute(3), Mark.GAP_ENDED, minute(2)))
                .heartbeats(4, 8, later, NODES)
                .told("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        assertThat(told.get(0).evidence()).endsWith(EVENTS_NOT_SEEN, NODES_NOT_SEEN);
    }

    @Test
    void whatIsSeenAgainIsNotSpokenOf() {
        var told = sees(cart.at(minute(0)))
                .heartbeats(1, 3, EVENTS, NODES)
                .heartbeats(4, 8)
                .told("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
        assertThat(told.get(0).evidence()).extracting(Evidence::source).containsExactly("condition PodScheduled");
    }

    @Test
    void thatNoEventsComeIsNoSignThatAControllerDoesNotFailAnyMore() {
        heartbeats(0, 1)
                .sees(failedCreate(1, minute(1)))
                .sees(failedCreate(2, minute(1)))
                .heartbeats(2, 2)
                .heartbeats(3, 90, EVENTS)
                .told("+63s CREATE_BLOCKED of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, []");
    }

    @Test
    void itIsJudgedByWhatIsListedWhenEventsAreSeenAgain() {
        heartbeats(0, 1)
                .sees(failedCreate(1, minute(1)))
                .sees(failedCreate(2, minute(1)))
                .heartbeats(2, 2)
                .heartbeats(3, 90, EVENTS)
                .sees(event("SuccessfulCreate", 3, minute(91)))
                .heartbeats(92, 120)
                .told(
                        "+63s CREATE_BLOCKED of prod/cart: r1 OPEN, UNKNOWN_CAUSE, 0 times, []",
                        "+5770s CREATE_BLOCKED of prod/cart: r2 RESOLVED RECOVERED, UNKNOWN_CAUSE, 0 times, []");
    }

    @Test
    void aNodeThatWasNotReadyMayBeByNow() {
        sees(node("False", minute(1))).heartbeats(1, 60, NODES).told();
    }

    @Test
    void aNodeIsJudgedByWhatIsListedWhenNodesAreSeenAgain() {
        sees(node("False", minute(1)))
                .heartbeats(1, 30, NODES)
                .sees(node("True", minute(31)))
                .heartbeats(32, 60)
                .told();
    }

    @Test
    void aNodeThatIsSeenStandsStillForNoEvents() {
        sees(node("False", minute(1)))
                .heartbeats(1, 5, EVENTS)
                .told("+120s NODE_LOST of prod/node-1: r1 OPEN, UNKNOWN_CAUSE, 0 times, []");
    }

    private List<Incident> told(String... lines) {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var replayed =
                story.stream().flatMap(o -> detection.observe(o).stream()).toList();
        assertThat(Line.of(replayed)).as("replayed").containsExactly(lines);
        try (var pipeline = new DrivenPipeline(stateDir)) {
            for (var observation : story) {
                pipeline.observes(observation).waits(Duration.ofSeconds(1));
            }
            assertThat(pipeline.incidents()).as("streamed").isEqualTo(replayed);
        }
        return replayed;
    }

    private static KubeEvent failedCreate(int version, Instant at) {
        return event("FailedCreate", version, at);
    }

    private static KubeEvent event(String reason, int version, Instant at) {
        return new KubeEvent(
                "prod",
                new Workload("prod", "", "shop", "Deployment", "cart"),
                reason + version,
                version,
                at,
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

    private static NodeStatus node(String ready, Instant at) {
        var condition = new PodCondition("Ready", ready, ready.equals("True") ? "" : "KubeletNotReady", "", at);
        return new NodeStatus(
                "prod",
                "",
                "node-1",
                "n1",
                at.toEpochMilli(),
                at,
                Delivery.CHANGED,
                false,
                List.of(),
                minute(0).minus(Duration.ofDays(1)),
                List.of(condition));
    }
}
