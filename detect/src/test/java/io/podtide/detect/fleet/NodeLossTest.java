package io.podtide.detect.fleet;

import static io.podtide.detect.incident.Incident.Kind.NODE_LOST;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.TERMINATING;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lost node leaves without a place. */
class NodeLossTest {

    private static final String NO_CPU = "0/2 nodes are available: 1 had untolerated taint(s), 1 Insufficient cpu.";

    @Test
    void pods_that_find_no_other_place_are_part_of_the_nodes_failure() {
        var story = lost("web-1");
        var node = story.newest().id();
        story.at(minute(6))
                .isAskedToGo(seconds(30))
                .pod(aPod("web-2").createdAt(minute(6)).unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(11))
                .expect(opened(PENDING).workload("web").parentId(node));
    }

    @Test
    void pods_of_a_workload_that_had_none_there_are_not() {
        lost("web-1")
                .pod(aPod("cart-1").createdAt(minute(5)).unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(10))
                .expect(opened(PENDING).workload("cart").parentId("null"));
    }

    @Test
    void what_does_not_start_for_another_reason_is_not() {
        lost("web-1")
                .pod(aPod("web-2").createdAt(minute(5)).boundTo("node-2", minute(5)))
                .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "code = NotFound")))
                .at(minute(8))
                .expect(opened(PENDING).workload("web").parentId("null"));
    }

    @Test
    void pods_that_are_bound_to_it_and_that_no_kubelet_starts_are() {
        var story = lost("web-1");
        var node = story.newest().id();
        story.pod(aPod("web-2").createdAt(minute(6)).boundTo("node-1", minute(6)))
                .shows(pod -> pod)
                .at(minute(11))
                .expect(opened(PENDING).workload("web").cause("UNKNOWN_CAUSE").parentId(node));
    }

    @Test
    void once_the_node_is_back_it_is_not() {
        lost("web-1")
                .at(minute(6))
                .shows(pod -> pod.ready(true, minute(6)))
                .at(minute(12))
                .expect(resolved(NODE_LOST, RECOVERED))
                .pod(aPod("web-2").createdAt(minute(12)).unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(hour(1))
                .expect(opened(PENDING).workload("web").parentId("null"));
    }

    @Test
    void pods_that_do_not_go_from_a_node_whose_runtime_is_down_are_part_of_its_failure() {
        var story = given().pod("web-1").starts().at(minute(5)).observes(runtimeDown());
        story.at(minute(6)).expect(opened(NODE_LOST).cause("RUNTIME_UNRESPONSIVE"));
        var node = story.newest().id();
        story.at(minute(10))
                .isAskedToGo(seconds(30))
                .at(minute(16))
                .expect(opened(TERMINATING).workload("web").parentId(node));
    }

    @Test
    void pods_of_other_nodes_and_those_that_finalizers_hold_are_not() {
        var story =
                given().pod("web-1").starts().pod(aPod("cart-1").on("node-2")).starts();
        story.at(minute(5)).observes(runtimeDown()).at(minute(6)).expect(opened(NODE_LOST));
        story.pod("web-1")
                .at(minute(10))
                .shows(pod -> pod.heldBy("example.com/cleanup")
                        .deletedAt(minute(10))
                        .app(c -> c.ended(0, "Completed", minute(10))))
                .pod("cart-1")
                .isAskedToGo(seconds(0))
                .at(minute(20))
                .expect(
                        opened(TERMINATING).workload("cart").parentId("null"),
                        opened(TERMINATING).workload("web").parentId("null"));
    }

    private static NodeStatus runtimeDown() {
        var ready = new PodCondition("Ready", "False", "KubeletNotReady", "container runtime is down", minute(5));
        return new NodeStatus(
                "prod",
                "",
                "node-1",
                "uid-node-1",
                -1,
                minute(5),
                Delivery.CHANGED,
                false,
                List.of(),
                minute(0),
                List.of(ready));
    }

    private static Scenario lost(String pod) {
        return given().pod(pod)
                .starts()
                .at(minute(5))
                .shows(p -> p.ready(false, minute(5)))
                .hears(new AnEvent("NodeNotReady", "Node is not ready", "", 1, true, "node-controller"))
                .expect(opened(NODE_LOST));
    }
}
