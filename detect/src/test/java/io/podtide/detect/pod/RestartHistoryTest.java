package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Times;
import org.junit.jupiter.api.Test;

/** What a count says that nobody saw go up step by step. */
class RestartHistoryTest {

    @Test
    void a_jump_of_the_count_after_a_gap_makes_no_burst() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(59))
                .restartsUnseen()
                .restartsUnseen()
                .restartsUnseen()
                .at(hour(1))
                .restarts()
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void a_jump_of_the_count_within_the_window_counts_in_full() {
        var story = given().pod("web-1").at(minute(0)).starts().at(minute(9));
        for (int i = 0; i < 11; i++) {
            story.restartsUnseen();
        }
        story.restarts()
                .expect(opened(RESTART_LOOP).occurrences(3).startedAt(minute(0)))
                .after(seconds(30))
                .expectNothing();
        story.after(seconds(30))
                .crashes(1, "Error")
                .startsAgain()
                .after(seconds(30))
                .expectNothing();
        story.isGone().after(minutes(5)).expect(resolved(RESTART_LOOP, DELETED).occurrences(13));
    }

    @Test
    void a_count_of_1255_of_a_pod_that_is_ready_is_history() {
        given().pod(aPod("web-1").createdAt(hour(-900)))
                .at(minute(0))
                .isListed(pod -> running(pod).app(c -> c.restarts(1255).after(1, "Error", hour(-2), hour(-1))))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void and_the_next_two_restarts_are_two() {
        given().pod(aPod("web-1").createdAt(hour(-900)))
                .at(minute(0))
                .isListed(pod -> running(pod).app(c -> c.restarts(1255).after(1, "Error", hour(-2), hour(-1))))
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .expectNothing()
                .at(minute(3))
                .restarts()
                .expect(opened(RESTART_LOOP).occurrences(3).startedAt(minute(1)));
    }

    @Test
    void a_loop_first_seen_in_its_longest_back_off_opens_at_once_and_began_in_the_past() {
        var crashed = minute(-2);
        given().pod(aPod("web-1")
                        .createdAt(hour(-900))
                        .boundTo("node-1", hour(-900))
                        .phase(Phase.RUNNING))
                .at(minute(0))
                .isListed(pod -> pod.app(c ->
                        c.restarts(123).after(1, "Error", minute(-2), crashed).backingOff("5m0s")))
                .expect(opened(RESTART_LOOP)
                        .startedAt(crashed.minusSeconds(10 + 20 + 40 + 80 + 160))
                        .occurrences(3)
                        .cause("APPLICATION_ERROR"))
                .after(minutes(15))
                .expectNothing();
    }

    @Test
    void a_first_back_off_is_one_restart_and_no_loop() {
        given().pod(aPod("web-1")
                        .createdAt(hour(-900))
                        .boundTo("node-1", hour(-900))
                        .phase(Phase.RUNNING))
                .at(minute(0))
                .isListed(pod -> pod.app(c -> c.restarts(123)
                        .after(1, "Error", minute(-2), second(-5))
                        .backingOff("10s")))
                .after(minutes(15))
                .expectNothing();
    }

    @Test
    void a_young_pod_had_all_its_restarts_lately() {
        given().pod("web-1")
                .at(minute(0))
                .isListed(pod -> running(pod)
                        .createdAt(minute(-9))
                        .app(c -> c.restarts(3).after(1, "Error", minute(-2), minute(-1))))
                .expect(opened(RESTART_LOOP).occurrences(3));
    }

    @Test
    void a_count_that_goes_back_is_no_restart() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int count : new int[] {2, 0, 2, 0, 2, 0}) {
            story.after(minutes(11)).shows(pod -> pod.app(c -> c.restarts(count)));
        }
        story.expectNothing();
    }

    @Test
    void a_status_that_leaves_its_containers_out_makes_nothing_happen_twice() {
        given().pod("web-1")
                .at(second(1))
                .starts()
                .at(second(20))
                .restarts()
                .at(second(40))
                .restarts()
                .at(second(50))
                .shows(pod -> pod.with())
                .at(second(55))
                .shows(pod -> running(pod)
                        .with(aContainer("app")
                                .runningSince(second(40))
                                .restarts(2)
                                .after(1, "Error", second(20), second(40))))
                .at(minute(20))
                .expectNothing();
    }

    private static APod running(APod pod) {
        return pod.boundTo("node-1", Times.START)
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(Times.START))
                .ready(true, Times.START);
    }
}
