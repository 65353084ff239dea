package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.NODE_LOST;
import static io.podtide.detect.incident.Incident.Kind.TERMINATING;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminatingTest {

    @Test
    void half_a_minute_of_terminating_is_normal_life() {
        running()
                .isAskedToGo(seconds(30))
                .after(seconds(31))
                .isGone()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_opens_five_minutes_after_its_grace_period_and_not_a_second_before() {
        running()
                .isAskedToGo(seconds(30))
                .at(second(60 + 30 + 299))
                .expectNothing()
                .at(second(60 + 30 + 300))
                .expect(opened(TERMINATING)
                        .startedAt(second(90))
                        .openedAt(second(390))
                        .cause("UNKNOWN_CAUSE")
                        .pods("web-1")
                        .rule("terminating 5m beyond its grace period"))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void what_its_kubelet_says_of_the_runtime_is_why_it_does_not_go() {
        running()
                .isAskedToGo(seconds(30))
                .at(minute(4))
                .hears(anEvent("FailedSync", "error determining status: container runtime is down"))
                .hears(anEvent("Started", "Started container app"))
                .at(minute(8))
                .expect(opened(TERMINATING).cause("RUNTIME_UNRESPONSIVE"));
    }

    @Test
    void a_node_that_was_away_before_and_is_back_does_not_hold_it() {
        running()
                .hears(anEvent("NodeNotReady", "Node is not ready"))
                .shows(pod -> pod.ready(false, minute(1)))
                .expect(opened(NODE_LOST))
                .at(minute(2))
                .shows(pod -> pod.ready(true, minute(2)))
                .at(minute(30))
                .expect(resolved(NODE_LOST, RECOVERED))
                .isAskedToGo(seconds(30))
                .at(minute(36))
                .expect(opened(TERMINATING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void what_its_kubelet_said_before_the_deletion_was_asked_for_is_of_something_else() {
        running()
                .hears(anEvent("FailedSync", "error determining status: container runtime is down"))
                .at(minute(30))
                .isAskedToGo(seconds(30))
                .at(minute(36))
                .expect(opened(TERMINATING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void what_it_said_in_a_long_grace_period_is_not() {
        running()
                .isAskedToGo(minutes(30))
                .hears(anEvent("Killing", "Stopping container app").about("app"))
                .after(seconds(1))
                .hears(anEvent("FailedSync", "error determining status: container runtime is down"))
                .at(minute(36))
                .expect(opened(TERMINATING).cause("RUNTIME_UNRESPONSIVE"));
    }

    @Test
    void a_long_grace_period_is_granted() {
        running()
                .isAskedToGo(minutes(60))
                .at(second(60 + 3600 + 299))
                .expectNothing()
                .at(second(60 + 3600 + 300))
                .expect(opened(TERMINATING));
    }

    @Test
    void one_that_only_finalizers_hold_opens_after_ten() {
        running()
                .shows(pod -> pod.heldBy("example.com/cleanup").deletedAt(second(90)))
                .at(second(92))
                .shows(pod -> pod.phase(Phase.SUCCEEDED).app(c -> c.ended(0, "Completed", second(92))))
                .at(second(90 + 599))
                .expectNothing()
                .at(second(90 + 600))
                .expect(opened(TERMINATING)
                        .cause("FINALIZER_PENDING")
                        .detail(Map.of("finalizer", "example.com/cleanup"))
                        .rule("terminating 10m beyond its grace period"));
    }

    @Test
    void one_that_finalizers_and_a_running_container_hold_opens_after_five() {
        running()
                .shows(pod -> pod.heldBy("example.com/cleanup").deletedAt(second(90)))
                .at(second(389))
                .expectNothing()
                .at(second(390))
                .expect(opened(TERMINATING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_timestamp_that_is_pulled_back_counts() {
        running()
                .isAskedToGo(minutes(60))
                .at(minute(3))
                .shows(pod -> pod.deletedAt(minute(3)))
                .at(second(479))
                .expectNothing()
                .at(minute(8))
                .expect(opened(TERMINATING).startedAt(minute(3)));
    }

    @Test
    void a_timestamp_from_before_the_pod_was_made_counts_from_when_it_was_seen() {
        running()
                .shows(pod -> pod.deletedAt(hour(-6)))
                .at(second(359))
                .expectNothing()
                .at(minute(6))
                .expect(opened(TERMINATING).startedAt(minute(1)));
    }

    @Test
    void so_does_one_of_1970() {
        given().pod(aPod("web-1").createdAt(null))
                .starts()
                .at(minute(1))
                .shows(pod -> pod.deletedAt(Instant.EPOCH))
                .at(second(359))
                .expectNothing()
                .at(minute(6))
                .expect(opened(TERMINATING).startedAt(minute(1)));
    }

    @Test
    void to_be_gone_is_to_recover() {
        running()
                .isAskedToGo(seconds(30))
                .at(minute(10))
                .expect(opened(TERMINATING))
                .isGone()
                .at(second(899))
                .expectNothing()
                .at(minute(15))
                .expect(resolved(TERMINATING, RECOVERED).at(minute(15)));
    }

    @Test
    void a_cause_that_an_event_tells_later_is_told_once() {
        running()
                .isAskedToGo(seconds(30))
                .at(minute(10))
                .expect(opened(TERMINATING).cause("UNKNOWN_CAUSE"))
                .hears(anEvent("FailedKillPod", "error killing pod: device or resource busy"))
                .at(minute(11))
                .hears(anEvent("FailedKillPod", "error killing pod: device or resource busy")
                        .times(2))
                .expect(changed(TERMINATING).cause("KILL_FAILED").at(second(630)))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void a_pod_that_was_terminating_before_anybody_looked_opens_at_once() {
        given().pod(aPod("web-1").createdAt(hour(-9)).deletedAt(hour(-3)))
                .isListed(pod -> pod)
                .expect(opened(TERMINATING).startedAt(hour(-3)));
    }

    private static Scenario running() {
        return given().pod("web-1").at(minute(0)).starts().at(minute(1));
    }
}
