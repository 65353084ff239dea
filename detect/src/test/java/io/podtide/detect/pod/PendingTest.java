package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.PENDING;
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
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Causes;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PendingTest {

    private static final String NO_CPU =
            "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, "
                    + "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    static Stream<Arguments> stages() {
        UnaryOperator<APod> unattended = pod -> pod;
        UnaryOperator<APod> unschedulable = pod -> pod.unschedulable(NO_CPU);
        UnaryOperator<APod> setup = PendingTest::bound;
        UnaryOperator<APod> withoutStatuses = pod -> bound(pod).with();
        UnaryOperator<APod> image = pod -> bound(pod).app(c -> c.waiting("ErrImagePull", "rpc error: code = NotFound"));
        UnaryOperator<APod> config = pod ->
                bound(pod).app(c -> c.waiting("CreateContainerConfigError", "configmap \"app-config\" not found"));
        UnaryOperator<APod> configOfOne = pod -> bound(pod)
                .phase(Phase.RUNNING)
                .with(
                        aContainer("app").runningSince(START),
                        aContainer("proxy").waiting("CreateContainerError", "context deadline exceeded"));
        return Stream.of(
                Arguments.of(unattended, minutes(5), "SCHEDULER_DOWN", "pending 5m not looked at by a scheduler"),
                Arguments.of(unschedulable, minutes(5), "INSUFFICIENT_RESOURCES", "pending 5m unschedulable"),
                Arguments.of(setup, minutes(5), "UNKNOWN_CAUSE", "pending 5m in container setup"),
                Arguments.of(withoutStatuses, minutes(5), "UNKNOWN_CAUSE", "pending 5m in container setup"),
                Arguments.of(image, minutes(2), "IMAGE_NOT_FOUND", "pending 2m without image"),
                Arguments.of(config, minutes(1), "CONFIGMAP_MISSING", "pending 1m with a configuration error"),
                Arguments.of(configOfOne, minutes(1), "UNKNOWN_CAUSE", "pending 1m with a configuration error"));
    }

    @Test
    void another_stage_is_seen_with_whichever_tells_of_it_first_event_or_status() {
        var tracker = new PodTracker(RuleBook.DEFAULTS, Causes.FEW);
        var pod = aPod("web-1").createdAt(START);
        var created = tracker.status(new PodTrack.Nothing(), pod.status(1, START, Delivery.CHANGED))
                .state();
        var event = anEvent("FailedScheduling", NO_CPU).of(pod, second(20));
        var status = pod.unschedulable(NO_CPU).status(2, second(20), Delivery.CHANGED);

        var eventFirst = tracker.event(created, event).then(next -> tracker.status(next, status));
        var statusFirst = tracker.status(created, status).then(next -> tracker.event(next, event));

        assertThat(eventFirst).isEqualTo(statusFirst);
        assertThat(tracker.deadline(eventFirst.state())).contains(second(20).plus(PendingState.SETTLED));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_pod_opens_when_its_stage_has_lasted_too_long_and_not_a_second_before(
            UnaryOperator<APod> stage, Duration allowed, String cause, String rule) {
        given().pod("web-1")
                .shows(stage)
                .at(START.plus(allowed).minusSeconds(1))
                .expectNothing()
                .at(START.plus(allowed))
                .expect(opened(PENDING)
                        .at(START.plus(allowed))
                        .startedAt(START)
                        .openedAt(START.plus(allowed))
                        .cause(cause)
                        .occurrences(0)
                        .rule(rule))
                .at(hour(3))
                .expectNothing();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_pod_that_starts_before_opens_nothing(
            UnaryOperator<APod> stage, Duration allowed, String cause, String rule) {
        given().pod("web-1")
                .shows(stage)
                .at(START.plus(allowed).minusSeconds(1))
                .shows(pod -> pod.with(aContainer("app")))
                .starts()
                .at(hour(3))
                .expectNothing();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void so_does_one_that_is_deleted(UnaryOperator<APod> stage, Duration allowed, String cause, String rule) {
        given().pod("web-1")
                .shows(stage)
                .at(START.plus(allowed).minusSeconds(1))
                .isGone()
                .at(hour(3))
                .expectNothing();
    }

    @Test
    void a_gated_pod_is_held_back_on_purpose() {
        given().pod(gated()).shows(pod -> pod).at(hour(30)).expectNothing();
    }

    @Test
    void its_waiting_counts_from_when_the_gate_is_gone() {
        given().pod(gated())
                .shows(pod -> pod)
                .at(hour(1))
                .shows(pod -> pod.gated(false).unschedulable(NO_CPU))
                .at(hour(1).plusSeconds(299))
                .expectNothing()
                .at(hour(1).plusSeconds(300))
                .expect(opened(PENDING).startedAt(hour(1)));
    }

    @Test
    void even_when_the_scheduler_takes_a_while_to_look_at_it() {
        given().pod(aPod("web-1").gated(true))
                .shows(pod -> pod)
                .at(hour(1))
                .shows(pod -> pod.gated(false))
                .at(hour(1).plusSeconds(60))
                .shows(pod -> pod.unschedulable(NO_CPU))
                .at(hour(1).plusSeconds(299))
                .expectNothing()
                .at(hour(1).plusSeconds(300))
                .expect(opened(PENDING).startedAt(hour(1)).cause("INSUFFICIENT_RESOURCES"));
    }

    private static APod gated() {
        return aPod("web-1").gated(true).condition("PodScheduled", "False", "SchedulingGated", "", START);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TriggeredScaleUp | pod triggered scale-up: [{group 3->4 (max: 10)}]",
                "Nominated | Pod should schedule on: nodeclaim/default-x7k2p",
            })
    void while_a_scale_up_is_under_way_twice_the_time_is_allowed(String reason, String message) {
        given().pod("web-1")
                .shows(pod -> pod.unschedulable(NO_CPU))
                .at(minute(1))
                .hears(anEvent(reason, message))
                .at(second(599))
                .expectNothing()
                .at(second(600))
                .expect(opened(PENDING).cause("INSUFFICIENT_RESOURCES").rule("pending 10m unschedulable"));
    }

    @Test
    void a_new_stage_has_its_own_time() {
        given().pod("web-1")
                .shows(pod -> pod.unschedulable(NO_CPU))
                .at(minute(4))
                .shows(pod -> pod.boundTo("node-1", minute(4)))
                .at(second(539))
                .expectNothing()
                .at(minute(9))
                .expect(opened(PENDING).startedAt(minute(4)).rule("pending 5m in container setup"));
    }

    @Test
    void an_init_container_of_a_job_that_runs_for_hours_is_at_work() {
        given().pod(initialized(aJobPod("import-1")))
                .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)))
                .at(hour(5))
                .expectNothing();
        given().pod(initialized(aPod("alone").of("Pod", "alone")))
                .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)))
                .at(hour(5))
                .expectNothing();
    }

    @Test
    void one_of_a_pod_that_is_to_serve_waits_for_what_does_not_come() {
        var story = given().pod(initialized(aPod("web-1")))
                .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)))
                .at(second(15 * 60 - 1))
                .expectNothing()
                .at(minute(15));
        assertThat(story.newest().evidence())
                .extracting(e -> e.message())
                .containsExactly("init container runs since " + START);
        story.expect(opened(PENDING)
                        .container("migrate")
                        .cause("UNKNOWN_CAUSE")
                        .startedAt(START)
                        .openedAt(minute(15))
                        .rule("pending 15m in an init container"))
                .at(minute(20))
                .shows(pod -> pod.labelled("tier", "web"))
                .at(minute(30))
                .shows(pod -> pod.each(Role.INIT, c -> c.ended(0, "Completed", minute(30))))
                .starts()
                .at(hour(1))
                .expect(resolved(PENDING, RECOVERED).at(minute(35)));
    }

    @Test
    void the_same_when_it_is_first_seen_long_after() {
        given().pod(initialized(aPod("web-1")))
                .at(minute(40))
                .isListed(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)))
                .expect(opened(PENDING).startedAt(START).openedAt(minute(15)))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void whatever_owns_a_pod_that_is_to_run_always_wants_it_to_serve() {
        for (var owner : List.of("Rollout", "DeploymentConfig", "CloneSet", "Cluster")) {
            given().pod(initialized(aPod("web-1").of(owner, "web")))
                    .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)))
                    .at(minute(15))
                    .expect(opened(PENDING).container("migrate"));
        }
    }

    @Test
    void a_sidecar_that_runs_and_does_not_start_holds_up_all_others() {
        given().pod(sidecarFirst())
                .shows(pod -> bound(pod)
                        .condition("Initialized", "False", "ContainersNotInitialized", "", START)
                        .each(Role.SIDECAR, c -> c.runningSince(START).unready()))
                .at(minute(14))
                .expectNothing()
                .at(minute(15))
                .expect(opened(PENDING).container("proxy").startedAt(START).rule("pending 15m in an init container"));
    }

    @Test
    void one_that_has_started_holds_up_none_whether_it_is_ready_or_not() {
        given().pod(sidecarFirst())
                .shows(pod -> bound(pod)
                        .condition("Initialized", "False", "ContainersNotInitialized", "", START)
                        .each(Role.SIDECAR, c -> c.runningSince(START).unready())
                        .each(Role.INIT, c -> c.runningSince(minute(1)).restarts(1)))
                .at(minute(20))
                .expectNothing();
    }

    private static APod sidecarFirst() {
        return aPod("web-1")
                .with(
                        aContainer("proxy").as(Role.SIDECAR),
                        anInitContainer("migrate").waiting("PodInitializing", ""),
                        aContainer("app").waiting("PodInitializing", ""));
    }

    @Test
    void one_that_is_started_again_is_a_matter_of_restarts() {
        var story = given().pod(initialized(aPod("web-1")))
                .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)));
        for (int i = 1; i <= 6; i++) {
            story.at(minute(14L * i))
                    .shows(pod -> pod.each(
                            Role.INIT, c -> c.ended(1, "Error", story.now()).startedAgain(story.now())));
        }
        story.expectNothing();
    }

    private static APod initialized(APod pod) {
        return pod.with(anInitContainer("migrate"), aContainer("app").waiting("PodInitializing", ""));
    }

    @Test
    void one_that_restarts_is_a_restart_loop_and_nothing_else() {
        var story = given().pod(aPod("web-1")
                        .with(anInitContainer("migrate"), aContainer("app").waiting("PodInitializing", "")))
                .shows(pod -> bound(pod).each(Role.INIT, c -> c.runningSince(START)));
        for (int i = 0; i < 3; i++) {
            story.after(minutes(1))
                    .shows(pod -> pod.each(
                            Role.INIT, c -> c.ended(1, "Error", story.now()).startedAgain(story.now())));
        }
        story.expect(opened(RESTART_LOOP).container("migrate")).at(hour(1)).expectNothing();
    }

    @Test
    void a_pod_that_ends_is_not_pending() {
        given().pod("web-1")
                .shows(PendingTest::bound)
                .at(minute(1))
                .shows(pod -> pod.phase(Phase.FAILED, "OutOfcpu"))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void an_error_that_the_first_retry_mends_is_none() {
        given().pod(aPod("web-1").createdAt(hour(-1)).boundTo("node-1", hour(-1)))
                .at(minute(1))
                .shows(pod -> pod.app(c -> c.waiting("CreateContainerConfigError", "failed to sync configmap cache")))
                .at(second(69))
                .starts()
                .at(hour(1))
                .expectNothing();
    }

    private static APod bound(APod pod) {
        return pod.boundTo("node-1", START);
    }
}
