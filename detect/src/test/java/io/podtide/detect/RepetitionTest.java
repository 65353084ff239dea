package io.podtide.detect;

import static io.podtide.detect.incident.Incident.Kind.CREATE_BLOCKED;
import static io.podtide.detect.incident.Incident.Kind.NODE_LOST;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.POD_FAILED;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AControllerEvent.created;
import static io.podtide.detect.scenario.AControllerEvent.failedCreate;
import static io.podtide.detect.scenario.AControllerEvent.ofJob;
import static io.podtide.detect.scenario.AControllerEvent.seen;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is delivered again, by Kafka, by a list or by a second observer, changes nothing, however long ago it was. */
class RepetitionTest {

    private static final String NO_CPU = "0/1 nodes are available: 1 Insufficient cpu.";
    private static final Workload CRON_JOB = new Workload("prod", "", "shop", "CronJob", "nightly");

    @Test
    void a_whole_life_that_comes_again_after_an_hour_is_none() {
        var story = given().pod("web-1").at(minute(0)).starts();
        var life = new java.util.ArrayList<Observation>();
        for (int i = 1; i <= 3; i++) {
            story.at(minute(i)).restarts();
            life.add(story.shipped(minute(i), Delivery.CHANGED));
        }
        story.expect(opened(RESTART_LOOP)).at(minute(4)).isGone();
        life.add(story.shipped(minute(4), Delivery.DELETED));
        story.at(hour(1))
                .expect(resolved(RESTART_LOOP, DELETED))
                .hears(anEvent("BackOff", "Back-off restarting failed container")) // listed: Events outlive their pods
                .observes(life.toArray(Observation[]::new))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void a_gap_of_long_ago_is_none() {
        given().at(hour(1))
                .pod(aPod("web-1").createdAt(hour(1)).unschedulable(NO_CPU))
                .shows(pod -> pod)
                .observes(new ClusterClock("prod", minute(5), Mark.GAP_STARTED, null))
                .at(minute(66))
                .expect(opened(PENDING));
    }

    @Test
    void a_later_list_brings_back_a_pod_that_was_gone_and_an_earlier_one_does_not() {
        var story = given().pod(aPod("web-1").unschedulable(NO_CPU)).shows(pod -> pod);
        var listed = story.shipped(minute(3), Delivery.LISTED);
        story.at(minute(3)).isGone().observes(listed).at(minute(4)).expectNothing();
        story.isListed(pod -> pod.deletedAt(null)).at(minute(5)).expect(opened(PENDING));
    }

    @Test
    void a_restored_api_server_that_counts_from_below_is_believed_and_counts_nothing_twice() {
        var story = given().pod("web-1").at(minute(0)).starts();
        story.at(minute(1)).restarts().at(minute(2)).restarts();
        var app = story.shipped(minute(2), Delivery.LISTED);
        story.at(minute(20));
        var before = aPod("web-1")
                .boundTo("node-1", START)
                .app(c -> c.runningSince(START).restarts(1))
                .phase(app.phase())
                .ready(false, minute(20));
        story.observes(before.status(7, minute(20), Delivery.LISTED));
        var told = before.app(c -> c.restarts(2));
        story.at(minute(21)).observes(told.status(8, minute(21), Delivery.CHANGED));
        story.at(hour(1))
                .expect(opened(io.podtide.detect.incident.Incident.Kind.NOT_READY)); // it is not frozen at what it was
    }

    @Test
    void a_controller_that_creates_pods_again_does_not_fail_by_what_it_said_before() {
        var story = given();
        for (int i = 1; i <= 2; i++) {
            story.at(second(i)).observes(failedCreate(i, second(i)));
        }
        story.at(second(5))
                .expect(opened(CREATE_BLOCKED))
                .at(second(20))
                .observes(created("web-5f", second(20)))
                .at(minute(6))
                .expect(resolved(CREATE_BLOCKED, RECOVERED))
                .observes(failedCreate(1, second(1)), failedCreate(2, second(2)))
                .at(minute(8))
                .expectNothing()
                .at(minute(30)) // a new ingestor lists the Events of the last hour, in any order
                .observes(seen(created("web-5f", second(20)), minute(30)))
                .observes(seen(failedCreate(1, second(1)), minute(30)), seen(failedCreate(2, second(2)), minute(30)))
                .at(minute(40))
                .expectNothing();
    }

    @Test
    void a_job_that_completed_before_another_failed_ends_nothing_when_it_is_listed_again() {
        var good = ofJob("nightly-1", CRON_JOB, false, "Completed", minute(1));
        given().at(minute(1))
                .observes(good)
                .at(minute(10))
                .observes(ofJob("nightly-2", CRON_JOB, true, "BackoffLimitExceeded", minute(10)))
                .expect(opened(POD_FAILED))
                .at(minute(12))
                .observes(good, seen(good, minute(12)))
                .at(minute(40))
                .expectNothing();
    }

    @Test
    void a_node_that_is_well_again_is_not_lost_by_what_was_said_before() {
        given().at(minute(1))
                .observes(node(10, "Unknown", minute(1), Delivery.CHANGED))
                .expect(opened(NODE_LOST))
                .observes(node(9, "True", minute(0), Delivery.CHANGED))
                .at(minute(2))
                .observes(node(11, "True", minute(2), Delivery.CHANGED))
                .observes(node(10, "Unknown", minute(1), Delivery.CHANGED))
                .at(minute(8))
                .expect(resolved(NODE_LOST, RECOVERED).at(minute(7)))
                .at(hour(1))
                .observes(node(10, "Unknown", minute(1), Delivery.CHANGED))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void a_lost_node_that_a_whole_list_of_nodes_does_not_show_is_gone_and_one_that_it_shows_is_not() {
        lost("node-1", "node-2")
                .at(minute(10))
                .observes(node("node-2", 11, "Unknown", minute(10), Delivery.LISTED))
                .observes(new ClusterClock("prod", minute(10), Mark.NODES_SYNCED, minute(10)))
                .at(hour(1))
                .expect(resolved(NODE_LOST, DELETED).node("node-1").at(minute(15)));
    }

    @Test
    void a_list_of_pods_says_nothing_of_nodes() {
        lost("node-1", "node-2").at(minute(10)).isSynced(minute(10)).at(hour(1)).expectNothing();
    }

    private static Scenario lost(String... nodes) {
        var story = given().at(minute(1));
        for (var name : nodes) {
            story.observes(node(name, 11, "Unknown", minute(1), Delivery.CHANGED))
                    .expect(opened(NODE_LOST).node(name));
        }
        return story;
    }

    private static NodeStatus node(long version, String ready, Instant at, Delivery delivery) {
        return node("node-1", version, ready, at, delivery);
    }

    private static NodeStatus node(String name, long version, String ready, Instant at, Delivery delivery) {
        var condition = new PodCondition("Ready", ready, "NodeStatusUnknown", "", at);
        return new NodeStatus(
                "prod", "", name, "uid-" + name, version, at, delivery, false, List.of(), null, List.of(condition));
    }
}
