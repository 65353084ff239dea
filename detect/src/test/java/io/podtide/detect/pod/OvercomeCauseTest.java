package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** What kept a pod from starting a while ago is not what keeps it now. */
class OvercomeCauseTest {

    private static final AnEvent NOT_FOUND = pullFails("rpc error: code = NotFound");
    private static final AnEvent NO_SECRET = anEvent(
            "FailedToRetrieveImagePullSecret",
            "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.");
    private static final AnEvent MULTI_ATTACH = anEvent(
            "FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\" Volume is already used by pod(s) db-0");
    private static final AnEvent MOUNT_FAILS =
            anEvent("FailedMount", "MountVolume.SetUp failed for volume \"pvc-1\" : fsck found errors");
    private static final AnEvent WAITS_FOR_VOLUMES = anEvent(
            "FailedMount",
            "Unable to attach or mount volumes: unmounted volumes=[pvc-1], unattached volumes=[pvc-1]: timed out");
    private static final AnEvent NO_CGROUP = anEvent(
            "FailedCreatePodContainer",
            "unable to ensure pod container exists: mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device");
    private static final AnEvent NO_CONFIGMAP =
            anEvent("FailedMount", "MountVolume.SetUp failed for volume \"cfg\" : configmap \"cfg\" not found");
    private static final AnEvent UNBOUND_CLAIM = new AnEvent(
            "FailedScheduling",
            "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
            "",
            1,
            true,
            "default-scheduler");
    private static final AnEvent NETWORK_NOT_READY =
            anEvent("NetworkNotReady", "network is not ready: cni plugin not initialized");
    private static final AnEvent NO_NETWORK =
            anEvent("FailedCreatePodSandBox", "failed to setup network for sandbox \"9a\"");

    @Test
    void the_newest_pull_tells_why_there_is_no_image() {
        backsOff(given().pod("web-1")
                        .shows(OvercomeCauseTest::bound)
                        .at(second(1))
                        .hears(pullFails("pull QPS exceeded"))
                        .at(second(3))
                        .hears(NOT_FOUND))
                .expect(opened(PENDING).cause("IMAGE_NOT_FOUND"));
    }

    @Test
    void a_pull_secret_that_is_missing_may_not_be_needed() {
        backsOff(given().pod("web-1")
                        .shows(OvercomeCauseTest::bound)
                        .at(second(1))
                        .hears(NOT_FOUND)
                        .at(second(2))
                        .hears(NO_SECRET))
                .expect(opened(PENDING).cause("IMAGE_NOT_FOUND"));
    }

    @Test
    void it_is_told_where_nothing_else_is() {
        backsOff(given().pod("web-1")
                        .shows(OvercomeCauseTest::bound)
                        .at(second(1))
                        .hears(NO_SECRET)
                        .at(second(2))
                        .hears(pullFails("something new")))
                .expect(opened(PENDING).cause("IMAGE_PULL_AUTH"));
    }

    @Test
    void a_container_that_backs_off_still_waits_for_what_it_has_said() {
        backsOff(given().pod("web-1")
                        .shows(OvercomeCauseTest::bound)
                        .at(second(1))
                        .hears(pullFails("pull QPS exceeded"))
                        .at(second(3))
                        .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "rpc error: code = NotFound"))))
                .expect(opened(PENDING).cause("IMAGE_NOT_FOUND"));
    }

    @Test
    void but_not_once_a_later_pull_has_failed_otherwise() {
        backsOff(given().pod("web-1")
                        .shows(OvercomeCauseTest::bound)
                        .at(second(3))
                        .shows(pod -> pod.app(c -> c.waiting("ErrImagePull", "rpc error: code = NotFound")))
                        .at(second(30))
                        .hears(pullFails("dial tcp: i/o timeout")))
                .expect(opened(PENDING).cause("REGISTRY_UNREACHABLE"));
    }

    @Test
    void a_volume_that_is_mounted_was_attached_before() {
        given().pod("db-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(MULTI_ATTACH)
                .at(minute(1))
                .hears(MOUNT_FAILS)
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_MOUNT_FAILED"));
    }

    @Test
    void a_volume_that_is_attached_now_no_longer_waits_for_that() {
        given().pod("db-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(MULTI_ATTACH)
                .at(minute(1))
                .hears(anEvent("SuccessfulAttachVolume", "AttachVolume.Attach succeeded for volume \"pvc-1\""))
                .at(minute(5))
                .expect(opened(PENDING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void another_volume_says_nothing_of_it() {
        given().pod("db-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(MULTI_ATTACH)
                .at(minute(1))
                .hears(anEvent("FailedMount", "MountVolume.SetUp failed for volume \"other\" : timed out"))
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_ATTACH_FAILED"));
    }

    @Test
    void a_sandbox_is_made_when_all_volumes_are_mounted() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NO_CONFIGMAP)
                .at(second(5))
                .hears(NO_NETWORK)
                .at(minute(5))
                .expect(opened(PENDING).cause("NETWORK_SETUP_FAILED"));
    }

    @Test
    void a_pod_that_is_bound_no_longer_waits_for_the_scheduler() {
        given().pod("db-0")
                .shows(pod -> pod.unschedulable(UNBOUND_CLAIM.message()))
                .hears(UNBOUND_CLAIM)
                .at(second(1))
                .shows(pod -> pod.boundTo("node-1", second(1)))
                .at(second(5))
                .hears(NO_NETWORK)
                .at(second(301))
                .expect(opened(PENDING).cause("NETWORK_SETUP_FAILED"));
    }

    @Test
    void nor_is_that_told_for_want_of_another_cause() {
        given().pod("db-0")
                .shows(pod -> pod.unschedulable(UNBOUND_CLAIM.message()))
                .hears(UNBOUND_CLAIM)
                .at(second(1))
                .shows(pod -> pod.boundTo("node-1", second(1)))
                .at(second(301))
                .expect(opened(PENDING).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_volume_is_waited_for_when_the_control_group_is_made() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NO_CGROUP)
                .at(second(5))
                .hears(WAITS_FOR_VOLUMES)
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_MOUNT_FAILED"));
    }

    @Test
    void but_it_is_mounted_meanwhile() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NO_CGROUP)
                .at(second(5))
                .hears(MOUNT_FAILS)
                .at(minute(5))
                .expect(opened(PENDING).cause("NODE_LIMIT_REACHED"));
    }

    @Test
    void a_volume_is_waited_for_when_the_network_is_ready() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NETWORK_NOT_READY)
                .at(second(2))
                .hears(MOUNT_FAILS)
                .at(minute(3))
                .hears(WAITS_FOR_VOLUMES)
                .at(minute(5))
                .expect(opened(PENDING).cause("VOLUME_MOUNT_FAILED"));
    }

    @Test
    void a_network_that_is_not_ready_would_be_told_again() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NETWORK_NOT_READY)
                .at(minute(4))
                .hears(MOUNT_FAILS)
                .at(minute(5))
                .expect(opened(PENDING).cause("NETWORK_SETUP_FAILED"))
                .at(minute(6))
                .hears(MOUNT_FAILS.times(2))
                .at(minute(9))
                .expect(changed(PENDING).cause("VOLUME_MOUNT_FAILED"));
    }

    @Test
    void that_a_volume_is_not_attached_says_nothing_of_the_network() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NETWORK_NOT_READY)
                .at(minute(5))
                .expect(opened(PENDING).cause("NETWORK_SETUP_FAILED"))
                .at(minute(6))
                .hears(anEvent("FailedAttachVolume", "something new"))
                .at(minute(9))
                .expectNothing();
    }

    @Test
    void what_is_overcome_is_not_kept_for_want_of_another_cause() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NO_CONFIGMAP)
                .at(second(5))
                .hears(anEvent("FailedCreatePodSandBox", "something new"))
                .at(minute(5))
                .expect(opened(PENDING).cause("UNKNOWN_CAUSE"))
                .at(minute(6))
                .hears(NO_NETWORK)
                .at(minute(8))
                .expect(changed(PENDING).cause("NETWORK_SETUP_FAILED"))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void a_mount_that_fails_again_after_it_is_not_overcome() {
        given().pod("web-1")
                .shows(OvercomeCauseTest::bound)
                .at(second(1))
                .hears(NO_CONFIGMAP)
                .at(second(5))
                .hears(NO_NETWORK)
                .at(second(10))
                .hears(NO_CONFIGMAP.times(2))
                .at(minute(5))
                .expect(opened(PENDING).cause("CONFIGMAP_MISSING"));
    }

    private static Scenario backsOff(Scenario story) {
        return story.at(minute(1))
                .shows(pod -> pod.app(c -> c.waiting("ImagePullBackOff", "Back-off pulling image \"shop/web:9\"")))
                .at(minute(3));
    }

    private static AnEvent pullFails(String why) {
        return anEvent("Failed", "Failed to pull image \"shop/web:9\": " + why).about("app");
    }

    private static APod bound(APod pod) {
        return pod.boundTo("node-1", START);
    }
}
