package io.podtide.detect.fleet;

import static io.podtide.detect.incident.Incident.Kind.NODE_LOST;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
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

    private static Scenario lost(String pod) {
        return given().pod(pod)
                .starts()
                .at(minute(5))
                .shows(p -> p.ready(false, minute(5)))
                .hears(new AnEvent("NodeNotReady", "Node is not ready", "", 1, true, "node-controller"))
                .expect(opened(NODE_LOST));
    }
}
