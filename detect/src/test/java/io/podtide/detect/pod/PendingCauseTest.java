package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a pod does not start, as far as it is known. */
class PendingCauseTest {

    private static final String NO_CPU =
            "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, "
                    + "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    @Test
    void an_image_that_takes_too_long_is_what_a_container_waits_for_while_nothing_else_is_said() {
        pulling()
                .at(minute(5))
                .expect(opened(PENDING)
                        .cause("IMAGE_PULL_TIMEOUT")
                        .detail(Map.of("image", "registry.example/large:1"))
                        .rule("pending 5m in container setup"))
                .at(minute(8))
                .hears(pulled())
                .at(minute(20))
                .expectNothing();
    }

    @Test
    void it_is_not_when_the_pull_has_ended_be_it_in_the_second_it_began() {
        var unknown = opened(PENDING).cause("UNKNOWN_CAUSE");
        pulling().hears(pulled()).at(minute(5)).expect(unknown);
        pulling().at(minute(2)).hears(pulled()).at(minute(5)).expect(unknown);
    }

    @Test
    void nor_where_anything_else_is_known_or_the_kubelet_has_to_begin_again() {
        pulling()
                .at(minute(1))
                .hears(anEvent("FailedMount", "MountVolume.SetUp failed for volume \"v\""))
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_MOUNT_FAILED"));
        pulling()
                .at(minute(1))
                .hears(anEvent("FailedCreatePodSandBox", "something new"))
                .at(minute(5))
                .expect(opened(PENDING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void an_error_of_the_pull_is_told_by_its_own_words() {
        pulling()
                .at(minute(5))
                .expect(opened(PENDING).cause("IMAGE_PULL_TIMEOUT"))
                .at(minute(6))
                .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "401 Unauthorized")))
                .at(minute(7))
                .expect(changed(PENDING).cause("IMAGE_PULL_AUTH"));
    }

    private static Scenario pulling() {
        return given().pod("web-1")
                .shows(pod -> pod.boundTo("node-1", minute(0)))
                .at(second(2))
                .hears(anEvent("Pulling", "Pulling image \"registry.example/large:1\"")
                        .about("app"));
    }

    private static AnEvent pulled() {
        return anEvent("Pulled", "Successfully pulled image \"registry.example/large:1\" in 3m")
                .about("app");
    }

    @Test
    void a_cause_that_an_event_tells_later_is_told_once() {
        given().pod("web-1")
                .shows(PendingCauseTest::bound)
                .at(minute(5))
                .expect(opened(PENDING).cause("UNKNOWN_CAUSE"))
                .at(minute(6))
                .hears(mountFails(1))
                .at(minute(8))
                .hears(mountFails(2))
                .at(minute(10))
                .hears(mountFails(3))
                .expect(changed(PENDING).cause("VOLUME_MOUNT_FAILED").at(second(390)))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void an_event_that_comes_before_the_status_is_not_lost() {
        given().pod("web-1")
                .at(second(2))
                .hears(anEvent("FailedCreatePodSandBox", "failed to setup network for sandbox"))
                .at(second(3))
                .shows(PendingCauseTest::bound)
                .at(minute(5))
                .expect(opened(PENDING).cause("NETWORK_SETUP_FAILED"));
    }

    @Test
    void an_event_without_a_sign_takes_no_cause_away() {
        given().pod("web-1")
                .shows(PendingCauseTest::bound)
                .hears(mountFails(1))
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_MOUNT_FAILED"))
                .at(minute(70))
                .hears(anEvent("FailedMount", "timed out waiting for the condition"))
                .at(hour(3))
                .expectNothing();
    }

    @Test
    void a_pod_that_gets_on_to_another_stage_is_still_stuck_with_another_cause() {
        given().pod("web-1")
                .shows(pod -> pod.unschedulable(NO_CPU))
                .at(minute(5))
                .expect(opened(PENDING).cause("INSUFFICIENT_RESOURCES"))
                .at(minute(7))
                .shows(pod -> pod.boundTo("node-1", minute(7)).app(c -> c.waiting("ErrImagePull", "dial: i/o timeout")))
                .at(minute(8))
                .expect(changed(PENDING).cause("REGISTRY_UNREACHABLE").at(second(450)))
                .at(minute(9))
                .starts()
                .at(minute(14))
                .expect(resolved(PENDING, RECOVERED).at(minute(14)));
    }

    @Test
    void two_reasons_that_alternate_are_one_trouble() {
        var story = given().pod("web-1").shows(PendingCauseTest::bound);
        for (int i = 0; i < 11; i++) {
            story.shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "rpc error: code = NotFound")));
            story.after(seconds(5)).shows(pod -> pod.app(c -> c.waiting("ImagePullBackOff", "Back-off pulling image")));
            story.after(seconds(5));
        }
        story.at(second(119))
                .expectNothing()
                .at(minute(2))
                .expect(opened(PENDING).cause("IMAGE_NOT_FOUND"));
    }

    @Test
    void what_a_first_list_shows_opens_at_once_and_began_in_the_past() {
        given().pod(aPod("web-1").createdAt(hour(-3)).unschedulable(NO_CPU))
                .isListed(pod -> pod)
                .expect(opened(PENDING)
                        .startedAt(hour(-3))
                        .openedAt(hour(-3).plus(minutes(5)))
                        .detail(Map.of(
                                "nodes",
                                "3",
                                "against",
                                "1 untolerated taint(s), 2 Insufficient cpu",
                                "resource",
                                "cpu")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/9 nodes are available: 7 node(s) had untolerated taint(s), 2 Insufficient cpu. | INSUFFICIENT_RESOURCES",
                "0/9 nodes are available: 9 node(s) had untolerated taint(s). | UNTOLERATED_TAINT",
                "0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 node(s) are not ours. | UNKNOWN_CAUSE",
                "0/4 nodes are available: 3 node(s) are not ours, 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }. | UNKNOWN_CAUSE",
                "0/4 nodes are available: 4 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }. | UNTOLERATED_TAINT",
                "0/4 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}, 3 node(s) are not ours. | UNTOLERATED_TAINT",
                "0/9 nodes are available: 5 Insufficient memory, 4 Insufficient cpu. | INSUFFICIENT_RESOURCES",
                "0/9 nodes are available: 9 node(s) did something new. | UNKNOWN_CAUSE",
                "0/1 nodes are available: 1 node(s) didn't match pod affinity/anti-affinity, "
                        + "1 node(s) didn't satisfy existing pods anti-affinity rules. | POD_ANTI_AFFINITY_MISMATCH",
                "0/60 nodes are available: 60 ExistingPodsAntiAffinityRulesNotMatch, 60 MatchInterPodAffinity. "
                        + "| POD_ANTI_AFFINITY_MISMATCH",
                "0/9 nodes are available: 9 node(s) didn't match pod affinity/anti-affinity rules, "
                        + "4 node(s) didn't match pod affinity rules, 5 node(s) didn't match pod anti-affinity rules. "
                        + "| POD_ANTI_AFFINITY_MISMATCH",
                "0/9 nodes are available: 9 node(s) didn't match pod affinity/anti-affinity, "
                        + "9 node(s) didn't match pod affinity rules. | POD_AFFINITY_MISMATCH",
                "0/9 nodes are available: 9 node(s) didn't match pod affinity/anti-affinity rules. | POD_AFFINITY_MISMATCH",
            })
    void nodes_that_the_pod_was_meant_for_tell_why_none_takes_it(String message, String cause) {
        given().pod("web-1")
                .shows(pod -> pod.unschedulable(message))
                .at(minute(5))
                .expect(opened(PENDING).cause(cause));
    }

    private static AnEvent mountFails(int count) {
        return anEvent("FailedMount", "MountVolume.SetUp failed for volume \"data\"")
                .times(count);
    }

    private static APod bound(APod pod) {
        return pod.boundTo("node-1", START);
    }

    @Test
    void a_scheduler_that_sets_no_condition_but_says_why_has_looked_at_it() {
        var why =
                new AnEvent("FailedScheduling", "0/5 nodes are available: 5 Insufficient cpu.", "", 1, true, "volcano");
        given().pod("web-1")
                .shows(pod -> pod)
                .at(minute(1))
                .hears(why)
                .at(minute(5))
                .expect(opened(PENDING).cause("INSUFFICIENT_RESOURCES").rule("pending 5m unschedulable"));
    }

    @Test
    void a_reason_that_says_nothing_is_no_evidence() {
        var story = given().pod("web-1").shows(pod -> pod.boundTo("node-1", minute(0)));
        story.at(minute(5)).expect(opened(PENDING));
        assertThat(story.newest().evidence()).isEmpty();
    }

    @Test
    void a_kubelet_that_is_started_again_does_not_make_an_old_failure_new() {
        given().pod("web-1")
                .shows(pod -> pod.boundTo("node-1", minute(0)).app(c -> c.waiting("ErrImagePull", "")))
                .hears(anEvent("Failed", "Failed to pull image: not found").about("app"))
                .at(second(115))
                .shows(pod -> pod.app(c -> c.waiting("ContainerCreating", "")))
                .at(second(125))
                .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "")))
                .expect(opened(PENDING).at(minute(2)).rule("pending 2m without image"));
    }
}
