package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.EVICTED;
import static io.podtide.detect.incident.Incident.Kind.POD_FAILED;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
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
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.AContainer;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartLoopTest {

    private static final String SANDBOX = "Pod sandbox changed, it will be killed and re-created.";

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

    /** A new sandbox, as after a reboot, restarts all of them. */
    @Test
    void many_containers_of_one_pod_that_are_restarted_once_at_one_moment_do_not() {
        var names = List.of("app", "proxy", "logs", "metrics", "config", "vault", "cache", "queue");
        var story = given();
        for (var pod : List.of("web-1", "web-2")) {
            var containers = names.stream().map(AContainer::aContainer).toArray(AContainer[]::new);
            story.pod(aPod(pod).with(containers)).at(minute(0)).starts();
        }
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            story.at(minute(20).plusSeconds(4L * i));
            for (var pod : List.of("web-1", "web-2")) {
                story.pod(pod).shows(shown -> shown.app(c -> c.name().equals(name) ? restarted(c, story.now()) : c));
            }
        }
        story.at(hour(1)).expectNothing();
    }

    @Test
    void containers_of_one_pod_that_crash_one_after_the_other_count_each() {
        var names = List.of("app", "proxy", "logs", "metrics", "config");
        var story = given().pod(aPod("web-1")
                .with(names.stream().map(AContainer::aContainer).toArray(AContainer[]::new)));
        story.at(minute(0)).starts();
        for (var name : names) {
            story.after(seconds(31)).shows(pod -> pod.app(c -> c.name().equals(name) ? restarted(c, story.now()) : c));
        }
        story.expect(opened(RESTART_LOOP).occurrences(5).rule("5 restarts over the workload's pods in 30m"));
    }

    @Test
    void containers_that_are_restarted_together_again_and_again_count_each_time() {
        var names = List.of("app", "proxy", "logs");
        var story = given().pod(aPod("web-1")
                .with(names.stream().map(AContainer::aContainer).toArray(AContainer[]::new)));
        story.at(minute(0)).starts();
        for (int i = 0; i < 5; i++) {
            story.after(minutes(6)).shows(pod -> pod.app(c -> restarted(c, story.now())));
        }
        story.expect(opened(RESTART_LOOP).occurrences(13).rule("5 restarts over the workload's pods in 30m"));
    }

    @Test
    void restarts_of_other_pods_since_it_began_count_whether_they_come_before_it_opens_or_after() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .pod("web-2")
                .starts()
                .at(minute(1)) // before the first that meets the rule
                .restarts()
                .pod("web-1")
                .at(minute(2))
                .restarts()
                .at(minute(3))
                .restarts()
                .pod("web-2")
                .at(minute(4))
                .restarts()
                .pod("web-1")
                .at(minute(5))
                .restarts()
                .expect(opened(RESTART_LOOP)
                        .startedAt(minute(2))
                        .occurrences(4)
                        .pods("web-2", "web-1")
                        .rule("3 restarts in 10m"))
                .pod("web-2")
                .at(minute(6))
                .restarts()
                .at(minute(21))
                .expect(resolved(RESTART_LOOP, RECOVERED).occurrences(5));
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
    void they_open_in_whatever_order_they_are_told() {
        var story = given();
        for (int i = 1; i <= 5; i++) {
            story.pod("web-" + i).at(minute(i)).starts();
        }
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i).at(minute(20 + i)).restarts();
        }
        story.expectNothing()
                .pod("web-5")
                .at(minute(30))
                .shows(pod -> pod.app(c -> restarted(c, minute(20))))
                .expect(opened(RESTART_LOOP)
                        .startedAt(minute(20))
                        .occurrences(5)
                        .pods("web-5", "web-1", "web-2", "web-3", "web-4"));
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
    void a_reboot_that_restarts_all_pods_of_its_node_once_does_not() {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            story.pod("web-" + i).at(minute(1)).starts();
        }
        for (int i = 1; i <= 6; i++) {
            story.pod("web-" + i).at(minute(20)).restarts(255, "Unknown");
        }
        story.at(minute(21)).restarts().at(hour(1)).expectNothing();
    }

    /** containerd ends them with SIGTERM, Docker by 255, and neither says that the node was rebooted. */
    @ParameterizedTest
    @CsvSource({"143, Error", "255, Error", "0, Completed"})
    void nor_does_one_whose_kubelet_only_says_that_sandboxes_have_changed(int exitCode, String reason) {
        rebooted(exitCode, reason, anEvent("SandboxChanged", SANDBOX))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void what_happens_to_a_pod_whose_sandbox_changes_again_and_again_counts() {
        rebooted(143, "Error", anEvent("SandboxChanged", SANDBOX).times(2))
                .expect(opened(RESTART_LOOP).occurrences(5).cause("KILLED_BY_SIGNAL"));
    }

    @Test
    void a_sandbox_that_changes_once_more_within_ten_minutes_excuses_nothing() {
        var other = "Pod sandbox changed, it will be killed and recreated.";
        var story = given();
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i).at(minute(1)).starts();
        }
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i)
                    .at(minute(20))
                    .hears(anEvent("SandboxChanged", SANDBOX))
                    .restarts(143, "Error");
        }
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i)
                    .at(second(29 * 60))
                    .hears(anEvent("SandboxChanged", other))
                    .restarts(143, "Error");
        }
        story.expectNothing()
                .pod("web-1")
                .at(minute(31))
                .restarts()
                .expect(opened(RESTART_LOOP).occurrences(5));
    }

    @Test
    void what_crashes_in_its_new_sandbox_counts() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(20))
                .hears(anEvent("SandboxChanged", SANDBOX))
                .restarts(143, "Error")
                .at(minute(21))
                .restarts()
                .at(minute(22))
                .restarts()
                .expect(opened(RESTART_LOOP).occurrences(3).cause("APPLICATION_ERROR"));
    }

    private static Scenario rebooted(int exitCode, String reason, AnEvent sandbox) {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            story.pod("web-" + i).at(minute(1)).starts();
        }
        for (int i = 1; i <= 6; i++) {
            story.pod("web-" + i).at(minute(20)).hears(sandbox).restarts(exitCode, reason);
        }
        return story;
    }

    /** In a new sandbox, as after a reboot, the kubelet runs all that was done once more. */
    @Test
    void init_containers_that_had_succeeded_and_run_once_more_do_not() {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            var from = minute(i);
            story.pod("web-" + i)
                    .at(from)
                    .shows(pod -> pod.with(
                            anInitContainer("setup").runningSince(from).ended(0, "Completed", from),
                            aContainer("app")));
            story.starts();
        }
        for (int i = 1; i <= 6; i++) {
            var again = minute(20 + i);
            story.pod("web-" + i)
                    .at(again)
                    .shows(pod -> pod.each(Role.INIT, c -> c.startedAgain(again))
                            .app(c -> c.ended(255, "Unknown", again).startedAgain(again)))
                    .shows(pod -> pod.each(Role.INIT, c -> c.ended(0, "Completed", again)));
        }
        story.at(hour(1)).expectNothing();
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

    @Test
    void what_an_incident_has_told_of_makes_no_slow_loop_with_the_next_restart() {
        var story = given().pod("web-1").at(minute(0)).starts();
        loopsAround(story, hour(12)).expect(opened(RESTART_LOOP), resolved(RESTART_LOOP, RECOVERED));
        loopsAround(story, hour(36)).expect(opened(RESTART_LOOP), resolved(RESTART_LOOP, RECOVERED));
        story.pod("web-2").at(hour(42)).starts();
        story.at(hour(47)).restarts().at(hour(50)).expectNothing();
    }

    /** As much before midnight as after it. */
    private static Scenario loopsAround(Scenario story, Instant midnight) {
        for (int i = -15; i <= 15; i += 3) {
            story.at(midnight.plusSeconds(i * 60L)).restarts();
        }
        return story.at(midnight.plusSeconds(3600));
    }

    @Test
    void what_strikes_some_of_many_pods_once_a_day_is_no_slow_loop() {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            story.pod("agent-" + i).at(minute(i)).starts();
        }
        for (int i = 1; i <= 6; i++) {
            story.pod("agent-" + i).at(thriceADay(i)).restarts();
        }
        story.at(hour(35)).expectNothing();
    }

    @Test
    void reboots_are_no_slow_loop() {
        var story = given().pod("web-1").starts();
        for (int i = 1; i <= 6; i++) {
            story.at(thriceADay(i)).restarts(255, "Unknown");
        }
        story.at(hour(35)).expectNothing();
    }

    private static Instant thriceADay(int n) {
        return n <= 3 ? hour(2L * n) : hour(18 + 2L * n);
    }

    @Test
    void pods_that_take_each_others_place_make_one_slow_loop() {
        var story = given();
        for (int i = 1; i <= 6; i++) {
            fails(story.pod(aJobPod("import-" + i)).at(thriceADay(i)));
        }
        story.expect(opened(RESTART_LOOP).occurrences(6).rule("3 restarts a day on 2 days"));
    }

    private static Scenario restartsEveryTwoHours(int times) {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 0; i < times; i++) {
            story.at(hour(1 + 2L * i)).restarts();
        }
        return story;
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
        assertThat(story.revisions())
                .extracting(Incident::kind)
                .doesNotContain(RESTART_LOOP)
                .contains(EVICTED, POD_FAILED);
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

    private static AContainer restarted(AContainer container, Instant at) {
        return container.ended(1, "Error", at).startedAgain(at);
    }
}
