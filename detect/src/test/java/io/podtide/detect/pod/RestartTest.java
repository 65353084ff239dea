package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.AContainer.anInitContainer;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.scenario.AContainer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a restart, and what it is put down to. */
class RestartTest {

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
    void of_a_hook_that_failed_its_own_exit_is_told() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1))
                    .hears(anEvent(
                                    "FailedPostStartHook",
                                    "Exec lifecycle hook ([sh]) failed - error: exited with 7: , message: \"\"")
                            .about("app")
                            .times(i))
                    .after(seconds(1))
                    .restarts(0, "Completed");
        }
        story.expect(opened(RESTART_LOOP).cause("POST_START_HOOK_FAILED").detail(Map.of("exitCode", "7")));
    }

    @Test
    void a_probe_that_fails_once_does_not_end_a_process_that_ends_by_itself() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1))
                    .hears(anEvent("Unhealthy", "Liveness probe failed: connection refused")
                            .about("app")
                            .times(i))
                    .after(seconds(5))
                    .restarts(1, "Error");
        }
        story.expect(opened(RESTART_LOOP).cause("APPLICATION_ERROR").detail(Map.of("exitCode", "1")));
        assertThat(story.newest().evidence()).extracting(Evidence::reason).containsExactly("Error", "Unhealthy");
    }

    @Test
    void what_the_kubelet_kills_for_its_probe_ends_as_it_likes() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1))
                    .hears(anEvent("Killing", "Container app failed liveness probe, will be restarted")
                            .about("app")
                            .times(i))
                    .after(seconds(5))
                    .restarts(1, "Error");
        }
        story.expect(opened(RESTART_LOOP).cause("LIVENESS_PROBE_FAILED").detail(Map.of("exitCode", "1")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 137, 143})
    void a_probe_that_fails_and_an_end_that_fits_a_kill_are_a_kill(int exitCode) {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.after(minutes(1))
                    .hears(anEvent("Unhealthy", "Liveness probe failed: connection refused")
                            .about("app")
                            .times(i * 3))
                    .after(seconds(5))
                    .restarts(exitCode, exitCode == 0 ? "Completed" : "Error");
        }
        story.expect(opened(RESTART_LOOP).cause("LIVENESS_PROBE_FAILED"));
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
                        .detail(Map.of("exitCode", "143", "signal", "SIGTERM", "meaning", "it was asked to stop")));
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
    void an_end_that_the_kubelet_made_up_is_no_restart() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 5; i++) {
            story.at(minute(i)).restarts(137, "ContainerStatusUnknown");
        }
        story.expectNothing();
    }

    @Test
    void the_one_that_restarts_all_of_its_pod_is_the_one_that_fails() {
        var story = given().pod(aPod("train-0").with(aContainer("worker"), aContainer("proxy")))
                .at(minute(0))
                .starts();
        for (int i = 1; i <= 3; i++) {
            story.at(minute(i))
                    .shows(pod -> pod.app(c -> c.name().equals("worker")
                            ? c.ended(42, "Error", story.now()).startedAgain(story.now())
                            : c.ended(137, "RestartingAllContainers", story.now())
                                    .startedAgain(story.now())));
        }
        story.expect(opened(RESTART_LOOP)
                .container("worker")
                .cause("APPLICATION_ERROR")
                .detail(Map.of("exitCode", "42"))
                .occurrences(3));
    }

    private static AContainer restarted(AContainer container, Instant at) {
        return container.ended(1, "Error", at).startedAgain(at);
    }
}
