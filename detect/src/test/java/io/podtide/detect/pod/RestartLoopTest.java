package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.AContainer.anInitContainer;
import static io.podtide.detect.scenario.APod.aJobPod;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.AContainer;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import io.podtide.detect.scenario.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartLoopTest {

    @Test
    void three_restarts_in_ten_minutes_open() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .expectNothing()
                .at(minute(11))
                .restarts()
                .expect(opened(RESTART_LOOP)
                        .at(minute(11))
                        .startedAt(minute(1))
                        .openedAt(minute(11))
                        .occurrences(3)
                        .pods("web-1")
                        .container("app")
                        .cause("APPLICATION_ERROR")
                        .severity("WARNING")
                        .rule("3 restarts in 10m"));
    }

    @Test
    void three_restarts_in_ten_minutes_and_a_second_do_not() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .at(second(11 * 60 + 1))
                .restarts()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void three_restarts_of_different_containers_do_not() {
        var story = given().pod(aPod("web-1").with(aContainer("app"), aContainer("proxy"), aContainer("logs")));
        story.at(minute(0)).starts();
        for (var name : List.of("app", "proxy", "logs")) {
            story.after(minutes(1)).shows(pod -> pod.app(c -> c.name().equals(name) ? restarted(c, story.now()) : c));
        }
        story.at(hour(1)).expectNothing();
    }

    @Test
    void five_restarts_in_half_an_hour_open_wherever_in_the_workload_they_are() {
        var story = given();
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i).after(minutes(1)).starts().after(minutes(6)).restarts();
        }
        story.expectNothing()
                .pod("web-5")
                .after(minutes(1))
                .starts()
                .at(minute(37))
                .restarts()
                .expect(opened(RESTART_LOOP)
                        .startedAt(minute(7))
                        .occurrences(5)
                        .pods("web-1", "web-2", "web-3", "web-4", "web-5")
                        .severity("CRITICAL")
                        .rule("5 restarts over the workload's pods in 30m"));
    }

    @Test
    void five_restarts_in_half_an_hour_and_a_second_do_not() {
        var story = given();
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i).after(minutes(1)).starts().after(minutes(6)).restarts();
        }
        story.pod("web-5")
                .after(minutes(1))
                .starts()
                .at(second(37 * 60 + 1))
                .restarts()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void pods_that_are_deleted_and_replaced_count_together() {
        var story = given();
        for (int i = 1; i <= 5; i++) {
            story.pod("web-" + i).after(minutes(1)).starts();
            story.after(minutes(2)).restarts().after(minutes(1)).isAskedToGo(seconds(30));
            story.after(seconds(30)).isGone();
            if (i < 5) {
                story.expectNothing();
            }
        }
        story.expect(opened(RESTART_LOOP).at(second(4 * 270 + 180)).occurrences(5));
    }

    @Test
    void three_restarts_a_day_on_two_days_are_a_slow_loop() {
        restartsEveryTwoHours(3)
                .expectNothing()
                .at(hour(24))
                .restarts()
                .at(hour(26))
                .restarts()
                .expectNothing()
                .at(hour(28))
                .restarts()
                .expect(opened(RESTART_LOOP).startedAt(hour(1)).occurrences(6).rule("3 restarts a day on 2 days"));
    }

    @Test
    void two_restarts_on_one_of_the_days_are_none() {
        restartsEveryTwoHours(2)
                .at(hour(24))
                .restarts()
                .at(hour(26))
                .restarts()
                .at(hour(28))
                .restarts()
                .at(hour(40))
                .expectNothing();
    }

    private static Scenario restartsEveryTwoHours(int times) {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 0; i < times; i++) {
            story.at(hour(1 + 2L * i)).restarts();
        }
        return story;
    }

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

    @Test
    void an_init_container_that_fails_again_and_again_is_a_loop() {
        var story = given().pod(aPod("web-1").with(anInitContainer("migrate"), aContainer("app")))
                .at(minute(0))
                .shows(pod -> pod.boundTo("node-1", minute(0)).each(Role.INIT, c -> c.runningSince(minute(0))));
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1)).shows(pod -> pod.each(Role.INIT, c -> restarted(c, story.now())));
        }
        story.expect(opened(RESTART_LOOP).container("migrate").cause("INIT_CONTAINER_FAILED"));
    }

    @Test
    void so_is_a_native_sidecar() {
        var story = given().pod(aPod("web-1").with(aContainer("proxy").as(Role.SIDECAR), aContainer("app")))
                .at(minute(0))
                .starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1)).shows(pod -> pod.each(Role.SIDECAR, c -> restarted(c, story.now())));
        }
        story.expect(opened(RESTART_LOOP).container("proxy").cause("APPLICATION_ERROR"));
    }

    @Test
    void an_ephemeral_container_is_nobodys_failure() {
        var story = given().pod(aPod("web-1")
                        .with(aContainer("app"), aContainer("debug").as(Role.EPHEMERAL)))
                .at(minute(0))
                .starts();
        for (int i = 1; i <= 5; i++) {
            story.after(minutes(1)).shows(pod -> pod.each(Role.EPHEMERAL, c -> restarted(c, story.now())));
        }
        story.expectNothing();
    }

    @Test
    void a_container_that_ends_with_success_and_is_started_again_is_a_loop_too() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts(0, "Completed")
                .at(minute(2))
                .restarts(0, "Completed")
                .expectNothing()
                .at(minute(3))
                .restarts(0, "Completed")
                .expect(opened(RESTART_LOOP).cause("EXITED_NORMALLY"));
    }

    @Test
    void a_kill_by_the_liveness_probe_reads_143_and_events_tell_the_cause() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(2))
                    .hears(anEvent("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500")
                            .about("app")
                            .times(i * 3))
                    .after(seconds(1))
                    .restarts(143, "Error");
        }
        story.expect(opened(RESTART_LOOP).cause("LIVENESS_PROBE_FAILED").detail(Map.of("exitCode", "143")));
    }

    @Test
    void a_143_without_such_an_event_is_a_signal() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .hears(anEvent("Unhealthy", "Readiness probe failed: connection refused"))
                .restarts(143, "Error")
                .at(minute(2))
                .restarts(143, "Error")
                .at(minute(3))
                .restarts(143, "Error")
                .expect(opened(RESTART_LOOP)
                        .cause("KILLED_BY_SIGNAL")
                        .detail(Map.of("exitCode", "143", "signal", "SIGTERM")));
    }

    @Test
    void what_happens_to_a_pod_that_is_being_deleted_is_no_failure() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .isAskedToGo(hours(1))
                .at(minute(2))
                .restarts()
                .at(minute(3))
                .restarts()
                .at(minute(4))
                .restarts()
                .at(minute(5))
                .crashes(137, "Error")
                .isGone()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_job_whose_pods_are_never_restarted_loops_over_its_pods() {
        var story = given();
        for (int i = 1; i <= 4; i++) {
            fails(story.pod(aJobPod("import-" + i)));
        }
        story.expectNothing();
        fails(story.pod(aJobPod("import-5")));
        story.expect(opened(RESTART_LOOP)
                .occurrences(5)
                .workload("import")
                .rule("5 restarts over the workload's pods in 30m"));
    }

    @Test
    void evicted_pods_and_pods_of_nobody_do_not() {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            story.pod(aJobPod("import-" + i)).after(minutes(1)).starts();
            story.after(minutes(1))
                    .shows(pod -> pod.phase(Phase.FAILED, "Evicted").app(c -> c.ended(137, "Error", story.now())));
            fails(story.pod(aJobPod("lonely-" + i).of("Pod", "lonely-" + i)));
        }
        story.expectNothing();
    }

    private static void fails(Scenario story) {
        story.after(minutes(1)).starts();
        story.after(minutes(1)).shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(1, "Error", story.now())));
    }

    @Test
    void it_clears_after_ten_minutes_ready_without_a_restart_and_resolves_after_the_hold() {
        looping()
                .at(second(18 * 60 - 1))
                .expectNothing()
                .at(minute(18))
                .expect(resolved(RESTART_LOOP, RECOVERED).at(minute(3 + 10 + 5)).occurrences(3));
    }

    private static Scenario looping() {
        return given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .at(minute(3))
                .restarts()
                .expect(opened(RESTART_LOOP));
    }

    private static APod running(APod pod) {
        return pod.boundTo("node-1", Times.START)
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(Times.START))
                .ready(true, Times.START);
    }

    private static AContainer restarted(AContainer container, Instant at) {
        return container.ended(1, "Error", at).startedAgain(at);
    }
}
