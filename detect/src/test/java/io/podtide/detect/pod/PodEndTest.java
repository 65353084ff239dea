package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.EVICTED;
import static io.podtide.detect.incident.Incident.Kind.POD_FAILED;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.REPLACED;
import static io.podtide.detect.pod.EndState.SAID_WITHIN;
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

import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodEndTest {

    private static final String MEMORY = "The node was low on resource: memory.";

    @Test
    void an_evicted_pod_opens_without_its_event_and_is_over_when_another_is_well() {
        running()
                .at(minute(5))
                .shows(pod -> isEvicted(pod, minute(5)))
                .expectNothing()
                .after(SAID_WITHIN)
                .expect(opened(EVICTED)
                        .at(minute(5))
                        .startedAt(minute(5))
                        .cause("NODE_MEMORY_PRESSURE")
                        .occurrences(1)
                        .pods("web-1")
                        .rule("an evicted pod"))
                .pod("web-2")
                .at(minute(6))
                .starts()
                .at(minute(21))
                .expect(resolved(EVICTED, REPLACED).at(minute(20)));
    }

    @Test
    void one_that_ends_with_success_is_known_by_its_event_alone_and_counted_once() {
        running()
                .at(minute(5))
                .hears(anEvent("Evicted", MEMORY))
                .expect(opened(EVICTED).cause("NODE_MEMORY_PRESSURE"))
                .shows(pod -> pod.phase(Phase.SUCCEEDED).app(c -> c.ended(0, "Completed", minute(5))))
                .at(minute(14))
                .expectNothing();
    }

    @Test
    void it_begins_when_its_kubelet_says_whichever_comes_first_event_or_status() {
        var began = minute(5).minusSeconds(2);
        var opens = opened(EVICTED).at(began).startedAt(began).occurrences(1);
        running()
                .at(minute(5))
                .hears(anEvent("Evicted", MEMORY).happened(began))
                .expect(opens)
                .shows(pod -> isEvicted(pod, minute(5)))
                .after(SAID_WITHIN)
                .expectNothing();
        running()
                .at(minute(5))
                .shows(pod -> isEvicted(pod, minute(5)))
                .hears(anEvent("Evicted", MEMORY).happened(began))
                .expect(opens)
                .after(SAID_WITHIN)
                .expectNothing();
    }

    @Test
    void an_evicted_pod_that_is_deleted_at_once_has_been_evicted_when_its_event_says_or_else_its_status() {
        var began = minute(5).minusSeconds(2);
        running()
                .at(minute(5))
                .shows(pod -> isEvicted(pod, minute(5)))
                .isGone()
                .expectNothing()
                .hears(anEvent("Evicted", MEMORY).happened(began))
                .expect(opened(EVICTED).at(began).startedAt(began).occurrences(1))
                .at(minute(11))
                .expect(resolved(EVICTED, DELETED).at(minute(10)));
        running()
                .at(minute(5))
                .shows(pod -> isEvicted(pod, minute(5)))
                .isGone()
                .isSeenAgain() // by a list that was read before it went
                .after(SAID_WITHIN)
                .expect(opened(EVICTED).at(minute(5)).startedAt(minute(5)).occurrences(1))
                .at(minute(11))
                .expect(resolved(EVICTED, DELETED).at(minute(10)));
    }

    @Test
    void evicted_pods_that_are_left_over_are_history() {
        given().pod("web-1")
                .at(hour(5))
                .isListed(pod -> pod.boundTo("node-1", minute(0))
                        .phase(Phase.FAILED, "Evicted")
                        .saying(MEMORY))
                .at(hour(8))
                .expectNothing();
    }

    @Test
    void evictions_by_the_api_preemption_and_shutdown_are_none() {
        running()
                .at(minute(5))
                .shows(pod -> pod.condition("DisruptionTarget", "True", "EvictionByEvictionAPI", "", minute(5))
                        .deletedAt(minute(6)))
                .at(minute(6))
                .shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(143, "Error", minute(6))))
                .isGone()
                .pod("web-2")
                .starts()
                .at(minute(7))
                .shows(pod -> pod.phase(Phase.FAILED, "Preempting"))
                .at(hour(1))
                .expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Preempting", "Terminated"})
    void nobody_makes_another_of_a_pod_of_nobody_that_had_to_go(String reason) {
        given().pod(aPod("alone").of("Pod", "alone"))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.FAILED, reason).app(c -> c.ended(143, "Error", minute(5))))
                .expect(opened(POD_FAILED).workload("alone").rule("failed, and nobody tries it again"));
    }

    @Test
    void a_static_pod_comes_back_with_its_node() {
        given().pod(aPod("etcd-node-1").of("Pod", "etcd-node-1"))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.FAILED, "Terminated").app(c -> c.ended(143, "Error", minute(5))))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_whose_status_tells_nothing_but_its_start_has_ended_when_that_is_seen() {
        running()
                .at(hour(72))
                .shows(pod -> aPod("web-1")
                        .on("node-1")
                        .phase(Phase.FAILED, "Evicted")
                        .saying(MEMORY)
                        .with())
                .after(SAID_WITHIN)
                .expect(opened(EVICTED).startedAt(hour(72)).openedAt(hour(72)))
                .at(hour(72).plusSeconds(600 + 299))
                .expectNothing()
                .at(hour(73))
                .expect(resolved(EVICTED, DELETED).at(hour(72).plusSeconds(600 + 300)));
    }

    @Test
    void the_condition_tells_an_eviction_where_the_status_has_lost_its_reason() {
        running()
                .at(minute(5))
                .shows(pod -> isDisrupted(pod.policy(RestartPolicy.NEVER), "TerminationByKubelet", MEMORY)
                        .app(c -> c.ended(137, "Error", minute(5))))
                .after(SAID_WITHIN)
                .expect(opened(EVICTED).cause("NODE_MEMORY_PRESSURE").pods("web-1"));
    }

    @Test
    void but_not_shutdown_and_preemption_by_the_kubelet() {
        running()
                .at(minute(5))
                .shows(pod -> isDisrupted(
                        pod, "TerminationByKubelet", "Pod was terminated in response to imminent node shutdown."))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_of_nobody_whose_node_was_deleted_has_failed_of_that() {
        given().pod(aPod("alone").of("Pod", "alone"))
                .starts()
                .at(minute(5))
                .shows(pod -> isDisrupted(pod, "DeletionByPodGC", "PodGC: node no longer exists"))
                .expect(opened(POD_FAILED).cause("NODE_DELETED"))
                .at(minute(6))
                .isGone()
                .at(hour(1))
                .expect(resolved(POD_FAILED, DELETED));
    }

    private static APod isDisrupted(APod pod, String reason, String message) {
        return pod.phase(Phase.FAILED).condition("DisruptionTarget", "True", reason, message, minute(5));
    }

    @Test
    void a_pod_of_nobody_that_fails_opens_until_it_is_deleted() {
        given().pod(aPod("alone").of("Pod", "alone").policy(RestartPolicy.NEVER))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(3, "Error", minute(5))))
                .expect(opened(POD_FAILED)
                        .workload("alone")
                        .cause("APPLICATION_ERROR")
                        .container("app")
                        .rule("failed, and nobody tries it again"))
                .at(hour(3))
                .expectNothing()
                .isGone()
                .at(hour(3).plusSeconds(301))
                .expect(resolved(POD_FAILED, DELETED));
    }

    @Test
    void it_has_failed_of_what_its_containers_did_and_not_of_how_its_sidecars_and_debuggers_were_ended() {
        given().pod(withSidecar(aPod("alone").of("Pod", "alone").policy(RestartPolicy.NEVER)))
                .starts()
                .at(minute(5))
                .shows(pod -> failsBeforeItsSidecar(pod, minute(5)))
                .expect(opened(POD_FAILED)
                        .container("app")
                        .cause("APPLICATION_ERROR")
                        .detail(Map.of("exitCode", "3")));
    }

    @Test
    void nor_have_the_runs_of_a_job() {
        var story = given();
        for (int i = 1; i <= 5; i++) {
            story.pod(withSidecar(aJobPod("import-" + i))).after(minutes(1)).starts();
            Instant end = story.now().plusSeconds(60);
            story.at(end).shows(pod -> failsBeforeItsSidecar(pod, end));
        }
        story.expect(opened(RESTART_LOOP).container("app").cause("APPLICATION_ERROR"));
    }

    @Test
    void where_nothing_but_a_sidecar_ended_with_an_error_it_is_that() {
        given().pod(withSidecar(aPod("alone").of("Pod", "alone").policy(RestartPolicy.NEVER)))
                .starts()
                .at(minute(5))
                .shows(pod -> failsBeforeItsSidecar(pod, minute(5))
                        .app(c -> c.runningSince(minute(1)).ended(0, "Completed", minute(5))))
                .expect(opened(POD_FAILED).container("proxy"));
    }

    private static APod withSidecar(APod pod) {
        return pod.with(
                aContainer("proxy").as(Role.SIDECAR).runningSince(minute(0)),
                aContainer("app"),
                aContainer("debugger").as(Role.EPHEMERAL).runningSince(minute(0)));
    }

    private static APod failsBeforeItsSidecar(APod pod, Instant at) {
        return pod.phase(Phase.FAILED)
                .app(c -> c.ended(3, "Error", at))
                .each(Role.SIDECAR, c -> c.ended(143, "Error", at))
                .each(Role.EPHEMERAL, c -> c.ended(137, "Error", at));
    }

    @Test
    void a_shell_on_a_node_fails_by_nothing_but_the_last_thing_that_was_typed() {
        given().pod(aPod("node-debugger-node-1-x7k2p")
                        .of("Pod", "node-debugger-node-1-x7k2p")
                        .policy(RestartPolicy.NEVER))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(127, "Error", minute(5))))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void one_that_a_pod_owns_is_made_anew_by_that() {
        given().pod(aPod("exec-1").of("Pod", "driver").policy(RestartPolicy.NEVER))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(137, "OOMKilled", minute(5))))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_pod_of_nobody_that_ends_well_or_is_deleted_is_fine() {
        given().pod(aPod("done").of("Pod", "done").policy(RestartPolicy.NEVER))
                .starts()
                .at(minute(5))
                .shows(pod -> pod.phase(Phase.SUCCEEDED).app(c -> c.ended(0, "Completed", minute(5))))
                .pod(aPod("stopped").of("Pod", "stopped").policy(RestartPolicy.NEVER))
                .starts()
                .at(minute(6))
                .isAskedToGo(minutes(1))
                .shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(137, "Error", minute(6))))
                .isGone()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void three_pods_that_kubelets_reject_open_it_and_two_do_not() {
        var story = given();
        isRejected(story, 1);
        isRejected(story, 2);
        story.expectNothing();
        isRejected(story, 3);
        story.expect(opened(POD_FAILED)
                .workload("web")
                .cause("KUBELET_REJECTED")
                .occurrences(3)
                .pods("web-1", "web-2", "web-3")
                .rule("3 pods rejected in 10m"));
    }

    private static APod isEvicted(APod pod, Instant at) {
        return pod.phase(Phase.FAILED, "Evicted").saying(MEMORY).ready(false, at);
    }

    private static void isRejected(Scenario story, int n) {
        story.pod("web-" + n)
                .after(minutes(1))
                .shows(pod -> pod.on("node-1")
                        .phase(Phase.FAILED, "OutOfcpu")
                        .saying("Pod was rejected: Node didn't have enough resource: cpu")
                        .with());
    }

    private static Scenario running() {
        return given().pod("web-1").at(minute(1)).starts();
    }
}
