package io.podtide.detect.workload;

import static io.podtide.detect.incident.Incident.Kind.NOT_READY;
import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.incident.Incident.Resolution.REPLACED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The pods of an incident come and go. */
class MembersTest {

    @Test
    void pods_that_were_well_or_gone_before_the_rule_was_met_do_not_hold_it_open() {
        var story = given();
        story.pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts();
        story.pod("web-2").at(minute(2)).starts().at(minute(3)).restarts().isGone();
        story.pod("web-3")
                .at(minute(20))
                .starts()
                .at(minute(21))
                .restarts()
                .at(minute(22))
                .expectNothing();
        story.restarts()
                .expect(opened(RESTART_LOOP).pods("web-1", "web-2", "web-3").occurrences(5))
                .at(minute(37))
                .expect(resolved(RESTART_LOOP, RECOVERED));
    }

    @Test
    void the_same_holds_for_memory_kills() {
        var story = given();
        story.pod("web-1").at(minute(0)).starts().at(minute(1)).isOomKilled();
        story.pod("web-2")
                .starts()
                .at(minute(30))
                .isOomKilled()
                .expect(opened(OOM).pods("web-1", "web-2"));
        story.at(minute(45)).expect(resolved(OOM, RECOVERED));
    }

    @Test
    void pods_that_are_deleted_and_not_replaced_end_it() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(4))
                .isAskedToGo(seconds(30))
                .at(second(4 * 60 + 2))
                .isGone()
                .at(second(9 * 60 - 1))
                .expectNothing()
                .at(minute(9))
                .expect(resolved(RESTART_LOOP, DELETED));
    }

    @Test
    void pods_that_are_replaced_by_well_ones_end_it() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(4))
                .isAskedToGo(seconds(30))
                .pod("web-2")
                .starts()
                .at(minute(9))
                .expect(resolved(RESTART_LOOP, REPLACED));
    }

    @Test
    void pods_that_are_replaced_by_ones_that_fail_in_another_way_do_not_leave_their_workload_without() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(4))
                .isGone()
                .pod(aPod("web-2").createdAt(minute(3)).unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod)
                .at(minute(8))
                .expect(opened(PENDING).pods("web-2"))
                .at(minute(9))
                .expect(resolved(RESTART_LOOP, REPLACED).pods("web-1"))
                .isGone()
                .at(minute(14))
                .expect(resolved(PENDING, DELETED).pods("web-2"));
    }

    @Test
    void pods_that_fail_in_two_ways_and_are_gone_leave_none() {
        var story = given();
        story.pod(aPod("web-1").createdAt(minute(0)).unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod);
        loops(story.pod("web-2").at(minute(2)).starts())
                .expect(opened(PENDING).pods("web-1"), opened(RESTART_LOOP).pods("web-2"))
                .at(minute(6))
                .isGone()
                .pod("web-1")
                .isGone()
                .at(minute(11))
                .expect(resolved(RESTART_LOOP, DELETED), resolved(PENDING, DELETED));
    }

    @Test
    void pods_that_are_replaced_by_failing_ones_continue_it() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP).pods("web-1"))
                .at(minute(4))
                .isGone()
                .pod("web-2")
                .starts()
                .at(minute(8))
                .restarts()
                .at(minute(10))
                .expect(changed(RESTART_LOOP).pods("web-1", "web-2").at(second(8 * 60 + 30)))
                .at(minute(18 + 5))
                .expect(resolved(RESTART_LOOP, RECOVERED));
    }

    @Test
    void a_pending_pod_that_is_replaced_by_one_that_may_be_stuck_as_well_continues_it() {
        var story = given();
        story.pod(aPod("web-1").createdAt(minute(0)).unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .at(minute(0))
                .shows(pod -> pod)
                .at(minute(5))
                .expect(opened(PENDING).pods("web-1"))
                .at(minute(6))
                .isGone();
        story.pod(aPod("web-2").createdAt(minute(6)).unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod)
                .at(second(11 * 60 + 30))
                .expect(changed(PENDING).pods("web-1", "web-2"))
                .at(minute(20))
                .expectNothing();
    }

    @Test
    void one_that_is_replaced_by_a_pod_that_starts_is_over() {
        given().pod(aPod("web-1").unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod)
                .at(minute(5))
                .expect(opened(PENDING).pods("web-1"))
                .at(minute(6))
                .isGone()
                .pod("web-2")
                .starts()
                .at(second(11 * 60 - 1))
                .expectNothing()
                .at(minute(11))
                .expect(resolved(PENDING, REPLACED));
    }

    @Test
    void one_that_has_failed_and_may_fail_once_more_before_it_is_over_stays_a_part_of_it() {
        var story = given();
        isUnready(story.pod("web-1").at(minute(0)).starts(), minute(10), minute(15))
                .expect(opened(NOT_READY).pods("web-1"));
        isUnready(story, minute(16), minute(17))
                .at(second(22 * 60 - 1))
                .expectNothing()
                .at(minute(22))
                .expect(resolved(NOT_READY, RECOVERED).pods("web-1"));
    }

    @Test
    void one_that_only_may_have_failed_is_no_part_of_it() {
        var story = given();
        story.pod("web-2").at(minute(0)).starts().pod("web-1").starts();
        isUnready(story, minute(10), minute(15)).expect(opened(NOT_READY).pods("web-1"));
        isUnready(story.pod("web-2"), minute(16), minute(17))
                .at(minute(22))
                .expect(resolved(NOT_READY, RECOVERED).pods("web-1"));
    }

    @Test
    void a_tenth_pod_is_told_but_not_every_one() {
        var story = given();
        for (int i = 1; i <= 10; i++) {
            story.pod(aPod("web-" + i)
                            .createdAt(story.now())
                            .unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                    .shows(pod -> pod)
                    .after(minutes(1));
        }
        story.after(minutes(10))
                .expect(
                        opened(PENDING).pods("web-1").severity("WARNING").at(minute(5)),
                        changed(PENDING).pods("web-1", "web-2").at(second(6 * 60 + 30)),
                        changed(PENDING)
                                .pods("web-1", "web-2", "web-3", "web-4")
                                .at(second(8 * 60 + 30)),
                        changed(PENDING)
                                .pods("web-1", "web-2", "web-3", "web-4", "web-5")
                                .severity("CRITICAL"),
                        changed(PENDING)
                                .pods(
                                        "web-1", "web-2", "web-3", "web-4", "web-5", "web-6", "web-7", "web-8", "web-9",
                                        "web-10")
                                .at(second(14 * 60 + 30)));
    }

    /** Three restarts, a minute apart. */
    private static Scenario loops(Scenario story) {
        for (int i = 0; i < 3; i++) {
            story.after(Duration.ofMinutes(1)).restarts();
        }
        return story;
    }

    private static Scenario isUnready(Scenario story, Instant from, Instant to) {
        return story.at(from)
                .shows(pod -> pod.app(c -> c.probedFor(minutes(2)).unready()).ready(false, from))
                .at(to)
                .shows(pod -> pod.app(c -> c.runningSince(minute(0))).ready(true, to));
    }
}
