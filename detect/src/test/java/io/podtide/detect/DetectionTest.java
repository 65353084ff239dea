package io.podtide.detect;

import static io.podtide.detect.incident.Incident.Kind.NOT_READY;
import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.AContainer;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static final String NO_CPU = "0/1 nodes are available: 1 Insufficient cpu.";

    @Test
    void a_status_that_comes_twice_counts_once() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 2; i++) {
            story.at(minute(i)).restarts();
            story.observes(story.shipped(minute(i), Delivery.CHANGED));
            story.observes(story.shipped(minute(i), Delivery.LISTED));
        }
        story.at(hour(1)).expectNothing();
    }

    @Test
    void a_status_that_comes_after_a_newer_one_changes_nothing() {
        var story = given().pod("web-1").at(minute(0)).starts();
        var fresh = story.shipped(minute(0), Delivery.CHANGED);
        for (int i = 1; i <= 2; i++) {
            story.at(minute(i)).restarts().observes(fresh);
        }
        story.at(hour(1)).expectNothing();
    }

    @Test
    void a_status_that_comes_after_the_deletion_does_not_bring_the_pod_back() {
        var story = given().pod(aPod("web-1").unschedulable(NO_CPU)).shows(pod -> pod);
        var last = story.shipped(second(1), Delivery.CHANGED);
        story.at(minute(1))
                .isGone()
                .at(second(61))
                .observes(last)
                .hears(anEvent("FailedScheduling", NO_CPU))
                .shows(pod -> pod)
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_that_only_events_tell_of_is_nothing() {
        given().pod("web-1")
                .hears(anEvent("FailedScheduling", NO_CPU))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_that_a_whole_list_does_not_show_is_gone() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .pod(aPod("cart-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(5))
                .expect(opened(PENDING).workload("cart"), opened(PENDING).workload("web"))
                .at(minute(6))
                .pod("cart-1")
                .isSeenAgain()
                .at(second(361))
                .isSynced(minute(6))
                .at(minute(20))
                .expect(resolved(PENDING, DELETED).workload("web").at(second(661)));
    }

    @Test
    void a_list_that_was_begun_before_a_pod_was_seen_says_nothing_of_it() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(1))
                .isSynced(START)
                .at(minute(5))
                .expect(opened(PENDING));
    }

    @Test
    void while_nobody_sees_the_cluster_nothing_opens_and_nothing_is_resolved() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .pod(aPod("cart-1").boundTo("node-1", START))
                .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "code = NotFound")))
                .at(minute(2))
                .expect(opened(PENDING).workload("cart"))
                .starts()
                .at(minute(3))
                .goesBlind()
                .at(hour(5))
                .expectNothing();
    }

    @Test
    void what_was_mended_or_deleted_in_the_meantime_never_failed() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .pod("mail-1")
                .starts()
                .isAskedToGo(minutes(1))
                .pod("cart-1")
                .starts()
                .at(minute(3))
                .goesBlind()
                .at(hour(1))
                .pod("cart-1")
                .isSeenAgain()
                .pod("mail-1")
                .isGone()
                .at(hour(1).plusSeconds(1))
                .seesAgain(hour(1))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void what_fails_still_has_failed_all_the_time() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(3))
                .goesBlind()
                .at(hour(1))
                .isSeenAgain()
                .expectNothing()
                .at(hour(1).plusSeconds(1))
                .seesAgain(hour(1))
                .expect(opened(PENDING).startedAt(START).openedAt(minute(5)));
    }

    @Test
    void pods_of_one_workload_fall_due_in_the_order_of_time_not_one_after_the_other() {
        given().pod(aPod("web-1").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .pod(aPod("web-2").boundTo("node-1", START))
                .shows(pod -> pod.app(c -> c.waiting("CreateContainerConfigError", "configmap \"a\" not found")))
                .at(hour(1))
                .expect(
                        opened(PENDING).pods("web-2").openedAt(minute(1)),
                        changed(PENDING).pods("web-1", "web-2").at(second(330)));
    }

    @Test
    void ids_are_the_same_every_time_and_differ_by_workload_and_kind() {
        var once = everything();
        var again = everything();
        assertThat(once.revisions()).isEqualTo(again.revisions());
        assertThat(once.revisions().stream().map(Incident::id).distinct()).hasSize(4);
    }

    private static Scenario everything() {
        return given().pod("web-1")
                .at(minute(0))
                .starts()
                .pod("cart-1")
                .starts()
                .restarts()
                .restarts()
                .restarts()
                .pod("web-1")
                .restarts()
                .restarts()
                .restarts()
                .isOomKilled()
                .isOomKilled()
                .pod(aPod("web-2").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(5))
                .expect(
                        opened(RESTART_LOOP).workload("cart"),
                        opened(RESTART_LOOP).workload("web"),
                        opened(OOM).workload("web"),
                        opened(PENDING).workload("web"));
    }

    @Test
    void the_incidents_so_far_are_the_newest_revisions() {
        var detection = new Detection(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);
        var pod = aPod("web-1").unschedulable(NO_CPU);
        assertThat(detection.observe(pod.status(1, START, Delivery.CHANGED))).isEmpty();
        var told = detection.observe(pod.status(2, START.plus(minutes(5)), Delivery.CHANGED));
        assertThat(told).extracting(Incident::revision).containsExactly(1);
        assertThat(detection.incidents()).isEqualTo(told);
    }

    @Test
    void time_in_one_cluster_does_not_pass_in_another() {
        var detection = new Detection(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);
        detection.observe(aPod("web-1").unschedulable(NO_CPU).status(1, START, Delivery.CHANGED));
        assertThat(detection.observe(heartbeat("other", hour(9)))).isEmpty();
        assertThat(detection.observe(heartbeat("prod", hour(9)))).hasSize(1);
    }

    private static ClusterClock heartbeat(String cluster, Instant at) {
        return new ClusterClock(cluster, at, Mark.HEARTBEAT, null);
    }

    @Test
    void a_list_is_read_to_its_end_before_anything_is_due() {
        given().pod("web-1")
                .at(minute(1))
                .starts()
                .at(minute(2))
                .goesBlind()
                .at(minute(20))
                .isListed(pod -> pod.condition("ContainersReady", "False", "", "", minute(3))
                        .condition("Ready", "False", "ContainersNotReady", "", minute(3))
                        .app(AContainer::unready))
                .hears(anEvent("Unhealthy", "Readiness probe failed: 500"))
                .expectNothing()
                .seesAgain(minute(20))
                .expect(opened(NOT_READY).startedAt(minute(3)).cause("READINESS_PROBE_FAILED"));
    }

    @Test
    void a_pod_that_is_pending_and_then_listed_as_running_never_was_for_too_long() {
        given().pod("web-1")
                .shows(pod -> pod.unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .at(minute(1))
                .goesBlind()
                .at(minute(20))
                .isListed(pod -> pod.boundTo("node-1", minute(2))
                        .phase(Phase.RUNNING)
                        .app(c -> c.runningSince(minute(2)))
                        .ready(true, minute(2)))
                .seesAgain(minute(20))
                .at(hour(1))
                .expectNothing();
    }
}
