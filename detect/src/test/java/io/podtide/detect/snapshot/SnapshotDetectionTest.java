package io.podtide.detect.snapshot;

import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.AContainer.anInitContainer;
import static io.podtide.detect.scenario.AControllerEvent.created;
import static io.podtide.detect.scenario.AControllerEvent.failedCreate;
import static io.podtide.detect.scenario.AControllerEvent.ofJob;
import static io.podtide.detect.scenario.AControllerEvent.seen;
import static io.podtide.detect.scenario.APod.aJobPod;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Times.START;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.AnEvent;
import io.podtide.detect.scenario.Causes;
import io.podtide.detect.scenario.Nonsense;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A cluster that is looked at once. */
class SnapshotDetectionTest {

    private final List<Observation> snapshot = new ArrayList<>();

    @Test
    void an_error_of_twenty_seconds_is_told_since_nobody_looks_again() {
        var pod = aPod("web-1")
                .boundTo("node-a", START)
                .with(aContainer("app").waiting("CreateContainerConfigError", "configmap \"x\" not found"));
        assertThat(at(second(20), pod)).containsExactly("PENDING web CONFIGMAP_MISSING fails in a snapshot");
    }

    @Test
    void what_keeps_a_pod_for_a_few_seconds_may_be_over_by_itself() {
        var mounting = aPod("db-0").boundTo("node-a", START);
        said(mounting, second(3), anEvent("FailedMount", "MountVolume.SetUp failed for volume \"v\""));
        var unscheduled = aPod("cart-1").unschedulable("0/3 nodes are available: 3 Insufficient cpu.");
        assertThat(at(second(6), mounting, unscheduled)).isEmpty();
    }

    @Test
    void a_snapshot_that_holds_nothing_newer_may_have_been_taken_long_after() {
        var unscheduled = aPod("cart-1").unschedulable("0/3 nodes are available: 3 Insufficient cpu.");
        assertThat(at(START, unscheduled)).containsExactly("PENDING cart INSUFFICIENT_RESOURCES fails in a snapshot");
    }

    @Test
    void the_rule_is_named_where_one_is_met() {
        var pod = aPod("web-1")
                .boundTo("node-a", START)
                .with(aContainer("app").waiting("CreateContainerConfigError", "configmap \"x\" not found"));
        assertThat(at(minute(2), pod))
                .containsExactly("PENDING web CONFIGMAP_MISSING pending 1m with a configuration error");
    }

    @Test
    void pods_that_may_just_need_time_raise_nothing() {
        var creating = aPod("a-1").boundTo("node-a", START);
        var notReady = aPod("b-1")
                .boundTo("node-a", START)
                .phase(Phase.RUNNING)
                .ready(false, START)
                .app(c -> c.runningSince(second(5)).unready());
        var unseen = aPod("c-1");
        var gated = aPod("d-1").gated(true);
        assertThat(at(second(20), creating, notReady, unseen, gated)).isEmpty();
    }

    @Test
    void what_keeps_a_container_from_being_made_stands_in_its_events() {
        var pod = aPod("web-1").boundTo("node-a", START);
        said(pod, second(3), anEvent("FailedMount", "MountVolume.SetUp failed for volume \"v\""));
        assertThat(at(second(20), pod)).containsExactly("PENDING web VOLUME_MOUNT_FAILED fails in a snapshot");
    }

    @Test
    void what_the_scheduler_said_just_before_it_bound_a_pod_keeps_nothing_from_being_made() {
        var pod = aPod("db-0").boundTo("node-a", second(1));
        said(pod, START, anEvent("FailedScheduling", "pod has unbound immediate PersistentVolumeClaims"));
        assertThat(at(second(5), pod)).isEmpty();
    }

    @Test
    void a_crash_loop_is_one_by_its_status_alone_with_all_restarts_there_were() {
        var pod = running("web-1")
                .app(c -> c.after(1, "Error", minute(1), minute(2))
                        .waiting("CrashLoopBackOff", "")
                        .restarts(123));
        var found = incidents(hour(40), pod);
        assertThat(words(found)).containsExactly("RESTART_LOOP web APPLICATION_ERROR fails in a snapshot");
        assertThat(found.get(0).occurrences()).isEqualTo(123);
    }

    @Test
    void restarts_long_ago_of_a_pod_that_is_well_are_history() {
        var pod = running("web-1")
                .ready(true, minute(3))
                .app(c -> c.after(1, "Error", minute(1), minute(2))
                        .restarts(1_255)
                        .runningSince(minute(2)));
        assertThat(at(hour(40), pod)).isEmpty();
    }

    /** Real clusters are full of pods that were restarted lately and are well: only their history could tell. */
    @Test
    void a_container_that_runs_is_not_judged_by_its_count() {
        var runs = running("web-1")
                .ready(true, minute(117))
                .app(c -> c.after(1, "Error", minute(109), minute(113))
                        .restarts(12)
                        .runningSince(minute(117)));
        assertThat(at(hour(2), runs)).isEmpty();
    }

    @Test
    void a_container_that_ended_with_success_is_down_where_it_is_started_again() {
        var ended = running("web-1").app(c -> c.runningSince(START).ended(0, "Completed", minute(1)));
        assertThat(at(second(61), ended)).containsExactly("RESTART_LOOP web EXITED_NORMALLY fails in a snapshot");
        assertThat(at(second(61), ended.policy(RestartPolicy.ON_FAILURE))).isEmpty();
        assertThat(at(second(61), ended.phase(Phase.SUCCEEDED))).isEmpty();
        var init = running("web-1")
                .with(anInitContainer("setup").runningSince(START).ended(0, "Completed", minute(1)));
        assertThat(at(second(61), init)).isEmpty();
    }

    @Test
    void what_was_stopped_for_another_container_is_not_down() {
        var pod = running("web-1")
                .with(
                        aContainer("proxy").runningSince(START).ended(137, "RestartingAllContainers", minute(1)),
                        aContainer("worker").runningSince(START).ended(42, "Error", minute(1)));
        assertThat(incidents(second(75), pod)).extracting(Incident::container).containsExactly("worker");
    }

    @Test
    void a_killed_child_is_out_of_memory_whatever_its_parent_ended_with() {
        var ended = running("web-1").app(c -> c.runningSince(START).ended(0, "OOMKilled", minute(1)));
        assertThat(at(second(61), ended)).containsExactly("OOM web MEMORY_LIMIT_EXCEEDED fails in a snapshot");
    }

    @Test
    void a_container_that_memory_ended_and_that_is_down_is_out_of_memory() {
        var pod = running("web-1")
                .app(c -> c.after(137, "OOMKilled", minute(1), minute(2)).backingOff("10s"));
        assertThat(at(minute(3), pod)).containsExactly("OOM web MEMORY_LIMIT_EXCEEDED fails in a snapshot");
    }

    @Test
    void a_job_that_failed_is_told_unless_a_later_pod_of_it_did_better() {
        var failed = aJobPod("load-1")
                .on("node-a")
                .phase(Phase.FAILED)
                .app(c -> c.runningSince(START).ended(3, "Error", second(9)));
        assertThat(at(hour(9), failed)).containsExactly("POD_FAILED load APPLICATION_ERROR fails in a snapshot");
        var better = aJobPod("load-2").createdAt(minute(1)).on("node-a").phase(Phase.SUCCEEDED);
        assertThat(at(hour(9), failed, better)).isEmpty();
    }

    @Test
    void what_is_left_of_an_evicted_pod_that_was_replaced_raises_nothing() {
        var evicted = aPod("web-1").on("node-a").phase(Phase.FAILED, "Evicted").saying("low on resource: memory");
        assertThat(at(hour(9), evicted)).containsExactly("EVICTED web NODE_MEMORY_PRESSURE fails in a snapshot");
        var next = running("web-2").createdAt(minute(1)).ready(true, minute(2)).app(c -> c.runningSince(minute(2)));
        assertThat(at(hour(9), evicted, next)).isEmpty();
    }

    @Test
    void no_pod_of_another_node_takes_the_place_of_one_of_a_daemon_set() {
        var failed = rejected("agent-x2x2x").of("DaemonSet", "agent").on("node-a");
        var elsewhere = well("agent-y2y2y").of("DaemonSet", "agent").on("node-b");
        assertThat(incidents(hour(9), failed, elsewhere)).hasSize(1);
        assertThat(at(hour(9), failed, elsewhere.on("node-a"))).isEmpty();
    }

    @Test
    void none_of_another_name_that_of_one_of_a_stateful_set() {
        var failed = rejected("db-0").of("StatefulSet", "db");
        assertThat(incidents(hour(9), failed, well("db-1").of("StatefulSet", "db")))
                .hasSize(1);
        assertThat(at(hour(9), failed, well("db-0").of("StatefulSet", "db"))).isEmpty();
    }

    @Test
    void none_of_another_index_that_of_one_of_an_indexed_job() {
        var failed = rejected("load-0-x2x2x").of("Job", "load");
        assertThat(incidents(hour(9), failed, well("load-1-y2y2y").of("Job", "load")))
                .hasSize(1);
        assertThat(at(hour(9), failed, well("load-0-z2z2z").of("Job", "load"))).isEmpty();
        var scheduled = rejected("load-29384755-0-x2x2x").of("CronJob", "load");
        assertThat(incidents(hour(9), scheduled, well("load-29384756-1-y2y2y").of("CronJob", "load")))
                .hasSize(1);
        assertThat(at(hour(9), scheduled, well("load-29384756-0-z2z2z").of("CronJob", "load")))
                .isEmpty();
    }

    @Test
    void the_next_run_of_a_cron_job_takes_the_place_of_one_that_failed() {
        var failed = rejected("load-29384755-x2x2x").of("CronJob", "load");
        assertThat(at(hour(9), failed, well("load-29384756-y2y2y").of("CronJob", "load")))
                .isEmpty();
    }

    private static APod rejected(String name) {
        return aPod(name).on("node-a").phase(Phase.FAILED, "UnexpectedAdmissionError");
    }

    private static APod well(String name) {
        return running(name).createdAt(minute(1)).ready(true, minute(2)).app(c -> c.runningSince(minute(2)));
    }

    @Test
    void pods_of_a_workload_that_fail_alike_are_one_incident() {
        var first = aPod("web-1").unschedulable("0/3 nodes are available: 3 Insufficient cpu.");
        var second = aPod("web-2").unschedulable("0/3 nodes are available: 3 Insufficient cpu.");
        var found = incidents(second(20), first, second);
        assertThat(words(found)).containsExactly("PENDING web INSUFFICIENT_RESOURCES fails in a snapshot");
        assertThat(found.get(0).podCount()).isEqualTo(2);
    }

    @Test
    void a_lost_node_has_all_of_its_pods() {
        var found = incidents(hour(2), onLostNode("web-1"), onLostNode("db-0"), onLostNode("cart-1"));
        assertThat(words(found)).containsExactly("NODE_LOST null NODE_UNREACHABLE the node controller says so");
        assertThat(found.get(0).podCount()).isEqualTo(3);
    }

    /** As the node controller leaves it. */
    @Test
    void a_pull_that_has_begun_may_just_need_time() {
        var pod = aPod("web-1").boundTo("node-a", START);
        said(pod, second(3), anEvent("Pulling", "Pulling image \"registry.example/large:1\""));
        assertThat(at(second(20), pod)).isEmpty();
    }

    @Test
    void what_is_left_of_a_shell_on_a_node_raises_nothing() {
        var name = "node-debugger-node-a-x7k2p";
        var shell = aPod(name)
                .of("Pod", name)
                .policy(RestartPolicy.NEVER)
                .boundTo("node-a", START)
                .phase(Phase.FAILED)
                .app(c -> c.runningSince(START).ended(127, "Error", minute(1)));
        assertThat(at(minute(2), shell)).isEmpty();
    }

    @Test
    void a_cron_job_that_has_run_well_since_it_failed_raises_nothing() {
        var cronJob = new Workload("prod", "", "shop", "CronJob", "nightly");
        var failed = seen(ofJob("nightly-1", cronJob, true, "BackoffLimitExceeded", minute(40)), hour(1));
        var through = seen(ofJob("nightly-2", cronJob, false, "Completed", minute(55)), hour(1));
        snapshot.addAll(List.of(through, failed));
        assertThat(at(hour(1))).isEmpty();
        snapshot.addAll(List.of(failed, through));
        assertThat(at(hour(1))).isEmpty();
        snapshot.addAll(List.of(
                failed, through, seen(ofJob("nightly-3", cronJob, true, "BackoffLimitExceeded", minute(58)), hour(1))));
        assertThat(at(hour(1))).containsExactly("POD_FAILED nightly UNKNOWN_CAUSE a Job gave up");
    }

    private static APod onLostNode(String name) {
        return running(name)
                .app(c -> c.runningSince(START))
                .condition("ContainersReady", "True", "", "", START)
                .condition("Ready", "False", "", "", hour(1));
    }

    @Test
    void a_controller_that_cannot_create_pods_is_blocked() {
        failedToCreate(minute(40), minute(41));
        assertThat(at(hour(1))).containsExactly("CREATE_BLOCKED web QUOTA_EXCEEDED no pod created for 1m");
    }

    @Test
    void one_that_has_created_one_since_is_not() {
        failedToCreate(minute(40), minute(41));
        snapshot.add(seen(created("web-5f", minute(42)), hour(1)));
        assertThat(at(hour(1))).isEmpty();
    }

    @Test
    void one_of_which_a_later_pod_is_well_is_not() {
        failedToCreate(minute(40), minute(41));
        assertThat(at(hour(1), well("web-5f-x2x2x").of("Deployment", "web").createdAt(minute(42))))
                .isEmpty();
        failedToCreate(minute(40), minute(41));
        assertThat(at(hour(1), well("web-5f-x2x2x").of("Deployment", "web").createdAt(minute(39))))
                .containsExactly("CREATE_BLOCKED web QUOTA_EXCEEDED no pod created for 1m");
        failedToCreate(minute(40), minute(41));
        assertThat(at(hour(1), well("web-6c-x2x2x").of("Deployment", "web").createdAt(minute(42))))
                .containsExactly("CREATE_BLOCKED web QUOTA_EXCEEDED no pod created for 1m");
    }

    @Test
    void one_that_has_failed_again_after_it_is() {
        failedToCreate(minute(40));
        snapshot.add(seen(created("web-5f", minute(41)), hour(1)));
        failedToCreate(minute(42));
        assertThat(at(hour(1))).containsExactly("CREATE_BLOCKED web QUOTA_EXCEEDED no pod created for 1m");
    }

    @Test
    void another_controller_of_the_workload_says_nothing_of_it() {
        failedToCreate(minute(40), minute(41));
        snapshot.add(seen(created("web-6c", minute(42)), hour(1)));
        assertThat(at(hour(1))).containsExactly("CREATE_BLOCKED web QUOTA_EXCEEDED no pod created for 1m");
    }

    private void failedToCreate(Instant... times) {
        for (var time : times) {
            snapshot.add(seen(failedCreate((int) time.getEpochSecond(), time), hour(1)));
        }
    }

    @Test
    void what_an_operator_has_turned_off_stays_off() {
        var off = RuleOverride.off("o", Match.ALL, Set.of(Incident.Kind.PENDING));
        add(second(20), aPod("web-1").unschedulable("0/3 nodes are available: 3 Insufficient cpu."));
        var book = new RuleBook(Rules.DEFAULTS, List.of(off));
        assertThat(SnapshotDetection.incidents(book, Causes.FEW, snapshot)).isEmpty();
    }

    @Test
    void whatever_is_in_a_snapshot_breaks_nothing() {
        var nonsense = new Nonsense(5);
        for (int i = 0; i < 5_000; i++) {
            snapshot.add(nonsense.next());
        }
        assertThatCode(() -> SnapshotDetection.incidents(RuleBook.DEFAULTS, Causes.FEW, snapshot))
                .doesNotThrowAnyException();
    }

    private static APod running(String name) {
        return aPod(name).boundTo("node-a", START).phase(Phase.RUNNING);
    }

    private void said(APod pod, Instant at, AnEvent event) {
        snapshot.add(event.of(pod, at));
    }

    private List<String> at(Instant now, APod... pods) {
        return words(incidents(now, pods));
    }

    private List<Incident> incidents(Instant now, APod... pods) {
        add(now, pods);
        var found = SnapshotDetection.incidents(RuleBook.DEFAULTS, Causes.FEW, snapshot);
        snapshot.clear();
        return found;
    }

    private void add(Instant now, APod... pods) {
        for (var pod : pods) {
            snapshot.add(pod.status(1, now, Delivery.LISTED));
        }
    }

    private static List<String> words(List<Incident> incidents) {
        return incidents.stream()
                .map(i -> i.kind() + " " + i.workload() + " " + i.cause() + " " + i.rule())
                .toList();
    }
}
