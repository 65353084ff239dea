package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.NOT_READY;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AContainer.aContainer;
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

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotReadyTest {

    @Test
    void a_probe_that_fails_longer_than_its_budget_opens_it_and_not_a_second_before() {
        unreadyFrom(minute(5), minutes(3))
                .hears(anEvent("Unhealthy", "Readiness probe failed: connection refused")
                        .about("app"))
                .at(second(8 * 60 - 1))
                .expectNothing()
                .at(minute(8))
                .expect(opened(NOT_READY)
                        .startedAt(minute(5))
                        .openedAt(minute(8))
                        .cause("READINESS_PROBE_FAILED")
                        .container("app")
                        .pods("web-1")
                        .rule("not ready for 3m"))
                .at(hour(3))
                .expectNothing();
    }

    @Test
    void a_short_budget_is_a_minute_at_least() {
        unreadyFrom(minute(5), seconds(10))
                .at(minute(6))
                .expect(opened(NOT_READY).openedAt(minute(6)));
    }

    @Test
    void a_long_one_fifteen_minutes_at_most() {
        unreadyFrom(minute(5), minutes(60))
                .at(minute(20))
                .expect(opened(NOT_READY).openedAt(minute(20)));
    }

    @Test
    void without_a_probe_it_is_ten_minutes_and_nobody_knows_why() {
        unreadyFrom(minute(5), null)
                .at(minute(15))
                .expect(opened(NOT_READY).openedAt(minute(15)).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_slow_start_has_its_budget_from_when_its_container_began_to_run() {
        given().pod("web-1")
                .at(minute(10))
                .shows(pod -> pod.boundTo("node-1", minute(0))
                        .phase(Phase.RUNNING)
                        .app(c ->
                                c.probedFor(minutes(2)).runningSince(minute(10)).unready())
                        .ready(false, minute(0)))
                .at(second(12 * 60 - 1))
                .shows(pod -> pod.app(c -> c.runningSince(minute(10))).ready(true, second(12 * 60 - 1)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void readiness_in_time_makes_it_nothing() {
        unreadyFrom(minute(5), minutes(1))
                .at(second(5 * 60 + 59))
                .shows(pod -> pod.app(c -> c.runningSince(minute(0))).ready(true, second(359)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void it_resolves_when_the_pod_is_ready_and_the_hold_has_passed() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(10))
                .expect(opened(NOT_READY))
                .shows(pod -> pod.ready(true, minute(10)))
                .at(second(15 * 60 - 1))
                .expectNothing()
                .at(minute(15))
                .expect(resolved(NOT_READY, RECOVERED));
    }

    @Test
    void it_resolves_when_the_pod_is_deleted() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(10))
                .expect(opened(NOT_READY))
                .isGone()
                .at(minute(16))
                .expect(resolved(NOT_READY, DELETED).at(minute(15)));
    }

    @Test
    void a_pod_that_is_deleted_need_not_be_ready() {
        unreadyFrom(minute(5), minutes(1))
                .at(second(330))
                .isAskedToGo(minutes(5))
                .at(minute(9))
                .expectNothing();
    }

    @Test
    void a_pod_that_waits_for_its_restart_is_no_matter_of_readiness() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .crashes(1, "Error")
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_readiness_probe_has_its_own_budget_from_when_the_startup_probe_has_succeeded() {
        starting(minutes(6))
                .at(minute(5))
                .shows(pod -> pod.app(c -> c.probedFor(minutes(1))))
                .at(second(6 * 60 - 1))
                .expectNothing()
                .at(minute(6))
                .expect(opened(NOT_READY)
                        .startedAt(second(3))
                        .openedAt(minute(6))
                        .rule("not ready for 1m"));
    }

    @Test
    void a_restart_does_not_make_a_pod_ready() {
        var stuck = unreadyFrom(minute(5), minutes(1)).at(minute(10)).expect(opened(NOT_READY));
        for (int i = 0; i < 5; i++) {
            stuck.after(minutes(12))
                    .shows(pod -> pod.app(c -> c.ended(137, "Error", stuck.now())))
                    .after(minutes(5))
                    .shows(pod -> pod.app(c -> c.startedAgain(stuck.now()).unready()));
        }
        stuck.expectNothing()
                .after(minutes(1))
                .shows(pod -> pod.app(c -> c.runningSince(hour(1))).ready(true, stuck.now()))
                .after(minutes(6))
                .expect(resolved(NOT_READY, RECOVERED));
    }

    @Test
    void what_is_killed_before_its_budget_has_passed_is_not_ready_after_the_longest_there_may_be() {
        var killed = starting(minutes(11));
        killed.at(minute(10))
                .shows(pod -> pod.app(c -> c.ended(143, "Error", minute(10))))
                .shows(pod -> pod.app(c -> c.startedAgain(minute(10)).unready()))
                .at(second(15 * 60 + 2))
                .expectNothing()
                .at(second(15 * 60 + 3))
                .expect(opened(NOT_READY).startedAt(second(3)).openedAt(second(15 * 60 + 3)))
                .at(minute(20))
                .shows(pod -> pod.app(c -> c.ended(143, "Error", minute(20))))
                .shows(pod -> pod.app(c -> c.startedAgain(minute(20)).unready()))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void what_was_ready_in_between_has_begun_anew() {
        var flapping = unreadyFrom(minute(5), minutes(3)).at(minute(7));
        flapping.shows(pod -> pod.ready(true, second(6 * 60 + 50)).ready(false, second(6 * 60 + 55)))
                .at(second(9 * 60 + 54))
                .expectNothing()
                .at(second(9 * 60 + 55))
                .expect(opened(NOT_READY).startedAt(second(6 * 60 + 55)));
    }

    @Test
    void a_pod_that_ends_well_has_got_over_it() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(10))
                .expect(opened(NOT_READY))
                .shows(pod -> pod.phase(Phase.SUCCEEDED).app(c -> c.ended(0, "Completed", minute(10))))
                .at(minute(16))
                .expect(resolved(NOT_READY, RECOVERED).at(minute(15)));
    }

    @Test
    void steps_that_have_ended_well_need_not_be_ready() {
        given().pod(inSteps())
                .at(second(5))
                .shows(pod -> pod.boundTo("node-1", second(5))
                        .phase(Phase.RUNNING)
                        .app(c -> c.runningSince(second(5)))
                        .ready(true, second(5)))
                .at(second(20))
                .shows(pod -> pod.with(
                                aContainer("clone").runningSince(second(5)).ended(0, "Completed", second(20)),
                                aContainer("build").runningSince(second(5)))
                        .ready(false, second(20)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void one_that_runs_and_is_not_ready_beside_them_is_not() {
        given().pod(inSteps())
                .at(second(20))
                .shows(pod -> pod.boundTo("node-1", second(5))
                        .phase(Phase.RUNNING)
                        .with(
                                aContainer("clone").runningSince(second(5)).ended(0, "Completed", second(20)),
                                aContainer("build")
                                        .probedFor(minutes(2))
                                        .runningSince(second(5))
                                        .unready())
                        .ready(false, second(5)))
                .at(minute(3))
                .expect(opened(NOT_READY).container("build"))
                .shows(pod -> pod.app(c -> c.name().equals("build") ? c.runningSince(second(5)) : c))
                .at(minute(9))
                .expect(resolved(NOT_READY, RECOVERED).at(minute(8)));
    }

    @Test
    void what_was_ready_and_runs_on_fails_its_readiness_probe_though_no_event_says_so() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(6))
                .expect(opened(NOT_READY).cause("READINESS_PROBE_FAILED").container("app"));
    }

    @Test
    void so_does_what_was_never_ready_and_runs_longer_than_its_startup_probe_may_fail() {
        starting(minutes(1)).at(minute(2)).expect(opened(NOT_READY).cause("READINESS_PROBE_FAILED"));
    }

    @Test
    void what_may_take_longer_to_start_may_fail_its_startup_probe_as_well() {
        starting(minutes(60)).at(minute(16)).expect(opened(NOT_READY).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_readiness_gate_is_named() {
        var gated = given().pod("web-1")
                .at(minute(1))
                .shows(pod -> pod.boundTo("node-1", minute(1))
                        .phase(Phase.RUNNING)
                        .app(c -> c.probedFor(minutes(1)).runningSince(second(50)))
                        .condition(
                                "Ready",
                                "False",
                                "ReadinessGatesNotReady",
                                "corresponding condition of pod readiness gate \"example.com/lb\" does not exist.",
                                minute(1)))
                .at(minute(12));
        assertThat(gated.newest().causeDetail()).containsEntry("readinessGate", "example.com/lb");
        gated.expect(opened(NOT_READY).openedAt(minute(11)).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_node_whose_clock_is_behind_makes_nothing_older_than_it_was_seen() {
        given().pod("web-1")
                .at(second(2))
                .shows(pod -> pod.boundTo("node-1", second(2)))
                .at(second(4))
                .shows(pod -> pod.phase(Phase.RUNNING)
                        .app(c -> c.probedFor(minutes(2))
                                .runningSince(second(-3_600))
                                .unready())
                        .ready(false, second(-3_600)))
                .at(second(121))
                .expectNothing()
                .at(second(122))
                .expect(opened(NOT_READY).startedAt(second(2)).openedAt(second(122)));
    }

    @Test
    void nor_older_than_the_pod() {
        given().pod("web-1")
                .at(second(4))
                .isListed(pod -> pod.boundTo("node-1", second(-3_600))
                        .phase(Phase.RUNNING)
                        .app(c -> c.probedFor(minutes(2))
                                .runningSince(second(-3_600))
                                .unready())
                        .ready(false, second(-3_600)))
                .at(second(119))
                .expectNothing()
                .at(second(120))
                .expect(opened(NOT_READY).startedAt(second(0)).openedAt(second(120)));
    }

    @Test
    void what_nobody_starts_again_is_unready_while_a_proxy_beside_it_runs_on() {
        besideProxy(RestartPolicy.NEVER, 1, minute(5))
                .at(second(15 * 60 - 1))
                .expectNothing()
                .at(minute(15))
                .expect(opened(NOT_READY)
                        .startedAt(minute(5))
                        .openedAt(minute(15))
                        .container("app")
                        .cause("APPLICATION_ERROR")
                        .detail(Map.of("exitCode", "1"))
                        .rule("not ready for 10m"))
                .at(minute(30))
                .shows(pod -> pod.phase(Phase.FAILED))
                .at(minute(40))
                .expect(resolved(NOT_READY, DELETED));
    }

    @Test
    void but_neither_what_has_ended_well_nor_what_is_started_again() {
        besideProxy(RestartPolicy.NEVER, 0, minute(5)).at(hour(3)).expectNothing();
        besideProxy(RestartPolicy.ON_FAILURE, 1, minute(5))
                .at(minute(6))
                .startsAgain()
                .at(hour(3))
                .expectNothing();
    }

    /** One of its containers ends, the other is none that ends by itself. */
    private static Scenario besideProxy(RestartPolicy policy, int exitCode, Instant end) {
        return given().pod(aJobPod("import-1").policy(policy).with(aContainer("app"), aContainer("proxy")))
                .starts()
                .at(end)
                .shows(pod -> pod.with(
                                aContainer("app")
                                        .runningSince(minute(0))
                                        .ended(exitCode, exitCode == 0 ? "Completed" : "Error", end),
                                aContainer("proxy").runningSince(minute(0)))
                        .ready(false, end));
    }

    /** Two steps of a build, which nobody starts again. */
    private static APod inSteps() {
        return aPod("build-1").policy(RestartPolicy.NEVER).with(aContainer("clone"), aContainer("build"));
    }

    /** It runs, and is not ready until probes have succeeded that may fail for so long. */
    private static Scenario starting(Duration budget) {
        return given().pod("web-1")
                .at(second(3))
                .shows(pod -> pod.boundTo("node-1", second(1))
                        .phase(Phase.RUNNING)
                        .app(c -> c.probedFor(budget).runningSince(second(3)).unready())
                        .ready(false, second(1)));
    }

    private static Scenario unreadyFrom(Instant time, @Nullable Duration budget) {
        return given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(time)
                .shows(pod -> pod.app(c -> budget == null
                                ? c.unready()
                                : c.probedFor(budget).unready())
                        .ready(false, time));
    }
}
