package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.AContainer.anInitContainer;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A pod that has run, and whose containers have to be set up once more: its sandbox was lost, or its node restarted. */
class SetUpAgainTest {

    @Test
    void a_container_that_is_not_started_again_is_in_setup_once_its_back_off_must_be_over() {
        rebooted()
                .after(minutes(1))
                .hears(anEvent("FailedMount", "MountVolume.SetUp failed: configmap \"app-config\" not found"))
                .at(hour(1).plusSeconds(419))
                .expectNothing()
                .at(hour(1).plusSeconds(420))
                .expect(opened(PENDING)
                        .startedAt(hour(1))
                        .container("app")
                        .cause("CONFIGMAP_MISSING")
                        .rule("pending 7m in container setup"))
                .after(minutes(1))
                .startsAgain()
                .after(minutes(5))
                .expect(resolved(PENDING, Resolution.RECOVERED));
    }

    @Test
    void one_that_is_started_again_within_a_back_off_is_not() {
        rebooted().after(minutes(6)).startsAgain().at(hour(3)).expectNothing();
    }

    @Test
    void nor_are_two_that_end_in_turn() {
        given().pod(aPod("web-1").with(aContainer("app"), aContainer("proxy")))
                .starts()
                .at(minute(10))
                .shows(pod -> ended(pod, "app", minute(10)).ready(false, minute(10)))
                .at(minute(13))
                .shows(pod -> ended(pod, "proxy", minute(13)))
                .at(minute(15))
                .shows(pod -> startedAgain(pod, "app", minute(15)))
                .at(minute(18))
                .shows(pod -> startedAgain(pod, "proxy", minute(18)).ready(true, minute(18)))
                .at(hour(1))
                .expectNothing();
    }

    private static APod ended(APod pod, String container, Instant at) {
        return pod.app(c -> c.name().equals(container) ? c.ended(1, "Error", at) : c);
    }

    private static APod startedAgain(APod pod, String container, Instant at) {
        return pod.app(c -> c.name().equals(container) ? c.startedAgain(at) : c);
    }

    @Test
    void nor_is_one_that_runs_and_ends_in_turn_though_nobody_sees_it_run() {
        var story = rebooted();
        for (int i = 0; i < 10; i++) {
            story.after(minutes(6))
                    .shows(pod -> pod.app(c -> c.ended(1, "Error", story.now()).restarts(c.restartCount() + 1)));
        }
        story.expect(opened(RESTART_LOOP));
    }

    @Test
    void one_that_ended_well_and_need_not_run_again_is_not() {
        given().pod(aPod("load-1").policy(RestartPolicy.ON_FAILURE).with(aContainer("app"), aContainer("proxy")))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.with(
                                aContainer("app").runningSince(START).ended(0, "Completed", minute(5)),
                                aContainer("proxy").runningSince(START))
                        .ready(false, minute(5)))
                .after(minutes(9))
                .expectNothing();
    }

    @Test
    void nor_is_one_of_a_pod_that_is_never_started_again() {
        given().pod(aPod("load-1").policy(RestartPolicy.NEVER).with(aContainer("app"), aContainer("proxy")))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.with(
                                aContainer("app").runningSince(START).ended(1, "Error", minute(5)),
                                aContainer("proxy").runningSince(START))
                        .ready(false, minute(5)))
                .after(minutes(9))
                .expectNothing();
    }

    @Test
    void a_container_that_disappeared_waits_like_a_new_one_though_its_pod_stays_in_phase_running() {
        started()
                .at(hour(1))
                .shows(pod -> pod.app(c -> c.restarts(1)
                                .after(137, "ContainerStatusUnknown", null, null)
                                .waiting("ContainerCreating", ""))
                        .ready(false, hour(1)))
                .at(hour(1).plusSeconds(299))
                .expectNothing()
                .at(hour(1).plusSeconds(300))
                .expect(opened(PENDING).startedAt(hour(1)).rule("pending 5m in container setup"));
    }

    @Test
    void it_has_waited_since_its_pod_ceased_to_be_ready_where_nobody_looked_before() {
        given().at(hour(3))
                .pod(aPod("web-1").boundTo("node-1", START).phase(Phase.RUNNING).ready(false, hour(2)))
                .isListed(pod -> pod.app(
                        c -> c.restarts(1).after(1, "Error", START, minute(1)).waiting("ContainerCreating", "")))
                .expect(opened(PENDING).at(hour(2).plusSeconds(300)).startedAt(hour(2)));
    }

    @Test
    void an_init_container_that_runs_once_more_has_not_waited_since_it_ran_first() {
        initAgain(hour(30))
                .shows(pod -> pod.each(Role.INIT, c -> c.waiting("ErrImagePull", "dial tcp: i/o timeout")))
                .after(minutes(2).minusSeconds(1))
                .expectNothing()
                .after(minutes(2).minusSeconds(119))
                .expect(opened(PENDING).startedAt(hour(30)).rule("pending 2m without image"));
    }

    /** As of a node whose sandbox is lost: nothing in the status says since when. */
    private static Scenario initAgain(Instant time) {
        return given().pod(aPod("web-1").with(anInitContainer("setup"), aContainer("app")))
                .at(second(10))
                .shows(pod -> pod.boundTo("node-1", START)
                        .phase(Phase.RUNNING)
                        .each(Role.INIT, c -> c.runningSince(START).ended(0, "Completed", second(5)))
                        .app(c -> c.runningSince(second(6)))
                        .ready(true, second(6)))
                .at(time)
                .shows(pod -> pod.phase(Phase.PENDING)
                        .each(
                                Role.INIT,
                                c -> c.after(0, "Completed", START, second(5)).waiting("PodInitializing", ""))
                        .app(c -> c.ended(255, "Unknown", time)));
    }

    @Test
    void what_follows_a_sidecar_does_not_wait_for_its_own_setup_before_that_has_started() {
        given().pod(withSidecar())
                .at(second(10))
                .shows(pod -> pod.boundTo("node-1", START)
                        .each(Role.SIDECAR, c -> c.runningSince(START).unready()))
                .at(minute(9))
                .shows(pod -> pod.each(Role.SIDECAR, c -> c.runningSince(START)))
                .at(minute(14).minusSeconds(1))
                .expectNothing()
                .at(minute(14))
                .expect(opened(PENDING).startedAt(minute(9)).container("app"));
    }

    @Test
    void one_that_has_started_need_not_be_ready() {
        given().pod(withSidecar().condition("Initialized", "True", "", "", second(10)))
                .shows(pod -> pod.boundTo("node-1", START)
                        .each(Role.SIDECAR, c -> c.runningSince(START).unready()))
                .at(second(309))
                .expectNothing()
                .at(second(310))
                .expect(opened(PENDING).startedAt(second(10)).container("app"));
    }

    private static APod withSidecar() {
        return aPod("web-1")
                .with(
                        anInitContainer("proxy").as(Role.SIDECAR),
                        aContainer("app").waiting("PodInitializing", ""));
    }

    private static Scenario started() {
        return given().pod("web-1").starts();
    }

    private static Scenario rebooted() {
        return started().at(hour(1)).crashes(255, "Unknown");
    }
}
