package io.podtide.detect.node;

import static io.podtide.detect.incident.Incident.Kind.NODE_LOST;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLostTest {

    private static final AnEvent NOT_READY =
            new AnEvent("NodeNotReady", "Node is not ready", "", 1, true, "node-controller");

    @Test
    void its_pods_are_one_incident_of_the_node_and_nothing_else() {
        lost("web-1")
                .expect(opened(NODE_LOST)
                        .scope(Scope.NODE)
                        .node("node-1")
                        .workload("null")
                        .cause("NODE_UNREACHABLE")
                        .startedAt(minute(5))
                        .pods("web-1")
                        .rule("the node controller says so"))
                .at(minute(6))
                .isAskedToGo(seconds(30))
                .at(hour(3))
                .expectNothing();
    }

    @Test
    void it_is_over_when_its_pods_are_ready_again() {
        lost("web-1")
                .expect(opened(NODE_LOST))
                .at(minute(10))
                .shows(pod -> pod.ready(true, minute(10)))
                .at(minute(16))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(15)));
    }

    @Test
    void a_pod_that_waited_for_its_node_to_go_is_given_time_once_it_is_back() {
        lost("web-1")
                .expect(opened(NODE_LOST))
                .at(minute(6))
                .isAskedToGo(seconds(30))
                .at(hour(1))
                .hears(anEvent("Killing", "Stopping container app"))
                .at(hour(1).plusSeconds(3))
                .isGone()
                .at(hour(1).plusSeconds(303))
                .expect(resolved(NODE_LOST, RECOVERED).at(hour(1).plusSeconds(300)));
    }

    @Test
    void the_event_may_come_before_the_status() {
        given().pod("web-1")
                .starts()
                .at(minute(5))
                .hears(NOT_READY)
                .expect(opened(NODE_LOST))
                .shows(pod -> pod.ready(false, minute(5)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void the_status_alone_tells_it_where_all_containers_are_ready_and_no_kubelet_says_why_the_pod_is_not() {
        given().pod("web-1")
                .at(second(10))
                .starts()
                .at(minute(5))
                .shows(p -> p.condition("ContainersReady", "True", "", "", second(10))
                        .condition("Ready", "False", "", "", minute(5)))
                .expect(opened(NODE_LOST)
                        .node("node-1")
                        .cause("NODE_UNREACHABLE")
                        .startedAt(minute(5)))
                .hears(NOT_READY)
                .at(minute(10))
                .shows(p -> p.condition("Ready", "True", "", "", minute(10)))
                .at(hour(1))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(15)));
    }

    @Test
    void what_a_node_was_said_of_when_it_was_away_for_a_moment_is_over_when_it_is_read_later() {
        given().pod("web-1")
                .at(minute(25))
                .isListed(pod -> pod.boundTo("node-1", second(10))
                        .phase(Phase.RUNNING)
                        .app(c -> c.runningSince(second(10)))
                        .ready(true, second(10)))
                .hears(NOT_READY.happened(minute(5)))
                .at(hour(1))
                .expectNothing();
        given().pod("web-1")
                .at(minute(25))
                .hears(NOT_READY.happened(minute(5)))
                .isListed(pod -> pod.boundTo("node-1", second(10))
                        .phase(Phase.RUNNING)
                        .app(c -> c.runningSince(second(10)))
                        .ready(true, second(10)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_kubelet_that_puts_readiness_back_with_the_time_it_had_is_heard_of() {
        var well =
                aPod("web-1").boundTo("node-1", second(10)).phase(Phase.RUNNING).app(c -> c.runningSince(second(10)));
        given().pod(well)
                .at(second(10))
                .shows(pod -> pod.ready(true, second(10)))
                .at(minute(5))
                .shows(pod -> pod.ready(false, minute(5)))
                .hears(NOT_READY.happened(minute(5).plusSeconds(1)))
                .expect(opened(NODE_LOST).startedAt(minute(5)))
                .after(seconds(5))
                .shows(pod -> pod.ready(true, second(10)))
                .at(hour(1))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(10).plusSeconds(5)));
    }

    @Test
    void and_what_is_said_of_that_once_more_or_late_is_over() {
        var story = given().pod("web-1")
                .at(second(10))
                .starts()
                .at(minute(5))
                .shows(p -> p.condition("ContainersReady", "True", "", "", second(10))
                        .condition("Ready", "False", "", "", minute(5)))
                .expect(opened(NODE_LOST).startedAt(minute(5)))
                .after(seconds(5))
                .shows(p -> p.ready(true, second(10)));
        story.after(seconds(1))
                .hears(NOT_READY.happened(minute(5).plusSeconds(1)))
                .at(hour(1))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(10).plusSeconds(5)));
    }

    @Test
    void a_readiness_gate_has_its_reason() {
        given().pod("web-1")
                .at(second(10))
                .starts()
                .at(minute(5))
                .shows(p -> p.condition("ContainersReady", "True", "", "", second(10))
                        .condition("Ready", "False", "ReadinessGatesNotReady", "gate", minute(5)))
                .at(minute(7))
                .expectNothing();
    }

    @Test
    void pods_of_daemon_sets_alone_do_not_tell_it() {
        given().pod(aPod("agent-1").of("DaemonSet", "agent"))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.ready(false, minute(5)))
                .hears(NOT_READY)
                .at(minute(6))
                .isGone()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void nor_do_static_pods() {
        given().pod(aPod("etcd-node-1").of("Pod", "etcd-node-1"))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.ready(false, minute(5)))
                .hears(NOT_READY)
                .at(hour(1))
                .expectNothing();
        given().pod(aPod("etcd").of("Pod", "etcd"))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.ready(false, minute(5)))
                .hears(NOT_READY)
                .expect(opened(NODE_LOST).pods("etcd"));
    }

    @Test
    void a_node_that_is_given_up_opens_without_any_pod_and_is_over_when_it_reports_again() {
        given().at(minute(5))
                .observes(node("Unknown", "NodeStatusUnknown", minute(5)))
                .expect(opened(NODE_LOST)
                        .node("node-1")
                        .cause("KUBELET_STOPPED")
                        .pods())
                .at(minute(10))
                .observes(node("True", "KubeletReady", minute(10)))
                .at(minute(16))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(15)));
    }

    @Test
    void node_and_pods_are_one_incident_and_the_node_says_most_of_it_and_ends_it() {
        lost("web-1")
                .expect(opened(NODE_LOST).cause("NODE_UNREACHABLE"))
                .observes(node("Unknown", "NodeStatusUnknown", minute(5)))
                .at(minute(6))
                .expect(changed(NODE_LOST).cause("KUBELET_STOPPED"))
                .at(minute(10))
                .observes(node("True", "KubeletReady", minute(10)))
                .at(minute(16))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(15)));
    }

    @Test
    void a_node_that_is_deleted_takes_it_along() {
        given().at(minute(5))
                .observes(node("Unknown", "NodeStatusUnknown", minute(5)))
                .expect(opened(NODE_LOST))
                .at(minute(10))
                .observes(node("Unknown", "NodeStatusUnknown", false, Delivery.DELETED, minute(10)))
                .at(minute(16))
                .expect(resolved(NODE_LOST, DELETED).at(minute(15)));
    }

    @Test
    void cordoned_and_new_nodes_are_not_lost() {
        given().at(minute(5))
                .observes(
                        node("Unknown", "NodeStatusUnknown", true, Delivery.CHANGED, minute(5)),
                        node("Unknown", "NodeStatusNeverUpdated", minute(5)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void one_whose_kubelet_says_that_its_runtime_is_down_is_as_good_as_lost_after_a_minute() {
        given().at(minute(5))
                .observes(complains("container runtime is down", minute(5)))
                .at(second(359))
                .expectNothing()
                .at(minute(6))
                .expect(opened(NODE_LOST)
                        .scope(Scope.NODE)
                        .node("node-1")
                        .cause("RUNTIME_UNRESPONSIVE")
                        .startedAt(minute(5))
                        .rule("its kubelet says for 1m that it is not ready"))
                .at(minute(8))
                .observes(node("True", "KubeletReady", minute(8)))
                .at(hour(1))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(13)));
    }

    @Test
    void a_node_whose_kubelet_speaks_is_not_said_to_be_silent() {
        var ails = given().at(minute(5))
                .observes(complains("container runtime is down", minute(5)))
                .at(minute(6));
        assertThat(ails.newest().summary()).startsWith("Node node-1 is not ready");
        var lost = given().at(minute(5)).observes(node("Unknown", "NodeStatusUnknown", minute(5)));
        assertThat(lost.newest().summary()).startsWith("Node node-1 is not heard of");
    }

    @Test
    void a_node_that_announced_its_shutdown_and_is_then_given_up_was_shut_down() {
        given().at(minute(5))
                .observes(complains("node is shutting down", minute(5)))
                .at(second(340))
                .observes(node("Unknown", "NodeStatusUnknown", second(340)))
                .expect(opened(NODE_LOST)
                        .cause("NODE_SHUTDOWN")
                        .startedAt(minute(5))
                        .rule("the node controller says so"))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void one_whose_runtime_was_down_before_it_is_given_up_began_to_fail_then() {
        given().at(minute(5))
                .observes(complains("container runtime is down", minute(5)))
                .at(second(340))
                .observes(node("Unknown", "NodeStatusUnknown", second(340)))
                .expect(opened(NODE_LOST).cause("KUBELET_STOPPED").startedAt(minute(5)));
    }

    @Test
    void one_that_is_well_again_in_time_is_not() {
        given().at(minute(5))
                .observes(complains("container runtime is down", minute(5)))
                .at(second(350))
                .observes(node("True", "KubeletReady", second(350)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_new_node_is_not_ready_until_its_network_is() {
        given().at(minute(5))
                .observes(complains("cni plugin not initialized", second(30)))
                .at(hour(1))
                .expectNothing();
    }

    /** A node that was made when the story began. */
    private static NodeStatus complains(String message, Instant at) {
        var condition = new PodCondition("Ready", "False", "KubeletNotReady", message, at);
        return new NodeStatus(
                "prod",
                "",
                "node-1",
                "uid-node-1",
                -1,
                at,
                Delivery.CHANGED,
                false,
                List.of(),
                minute(0),
                List.of(condition));
    }

    private static Scenario lost(String pod) {
        return given().pod(pod)
                .at(second(10))
                .starts()
                .at(minute(5))
                .shows(p -> p.ready(false, minute(5)))
                .hears(NOT_READY);
    }

    private static NodeStatus node(String ready, String reason, Instant at) {
        return node(ready, reason, false, Delivery.CHANGED, at);
    }

    private static NodeStatus node(String ready, String reason, boolean cordoned, Delivery delivery, Instant at) {
        var condition = new PodCondition("Ready", ready, reason, "Kubelet stopped posting node status.", at);
        return new NodeStatus(
                "prod", "", "node-1", "uid-node-1", -1, at, delivery, cordoned, List.of(), null, List.of(condition));
    }
}
