package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.APod.aJobPod;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as an out-of-memory kill. */
class MemoryKillTest {

    private static final Terminated KILLED_AT_START = new Terminated(
            "StartError",
            "failed to create containerd task: container init was OOM-killed (memory limit too low?)",
            128,
            0,
            Instant.EPOCH,
            minute(1));

    @Test
    void a_kill_that_is_seen_twice_is_one() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .crashes(137, "OOMKilled")
                .at(second(61))
                .backsOff("10s")
                .at(second(71))
                .startsAgain()
                .at(second(80))
                .shows(pod -> pod.ready(false, second(80)))
                .at(minute(10))
                .expectNothing();
    }

    @Test
    void a_killed_child_shows_with_the_exit_code_of_its_parent() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(5))
                .restarts(1, "OOMKilled")
                .at(minute(15))
                .restarts(1, "OOMKilled")
                .expect(opened(OOM)
                        .cause("MEMORY_LIMIT_EXCEEDED")
                        .detail(Map.of(
                                "exitCode", "1",
                                "killed", "a child process; the main process ended with 1",
                                "limit", "128Mi",
                                "ranFor", "10m",
                                "timeToOom", "spike: a single large demand")));
    }

    @Test
    void what_has_no_limit_was_killed_because_the_memory_of_its_node_ran_out() {
        given().pod(aPod("web-1").with(aContainer("app").limitedTo(null)))
                .at(minute(0))
                .starts()
                .at(minute(20))
                .isOomKilled()
                .at(minute(40))
                .isOomKilled()
                .expect(opened(OOM).cause("NODE_OUT_OF_MEMORY"))
                .at(minute(60))
                .isOomKilled()
                .at(minute(80))
                .isOomKilled()
                .at(minute(81))
                .expectNothing();
    }

    @Test
    void a_137_of_another_reason_is_no_kill_for_memory() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts(137, "Error")
                .at(minute(2))
                .restarts(137, "Error")
                .expectNothing()
                .at(minute(3))
                .restarts(137, "Error")
                .expect(opened(RESTART_LOOP)
                        .cause("SIGKILL_UNEXPLAINED")
                        .detail(Map.of("exitCode", "137", "signal", "SIGKILL")));
    }

    @Test
    void a_kill_of_a_pod_that_is_being_deleted_is_none() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .isAskedToGo(hours(1))
                .at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .expectNothing();
    }

    @Test
    void a_start_that_dies_of_a_limit_too_small_counts_as_a_kill() {
        starts(4L << 20).expect(opened(OOM).cause("MEMORY_LIMIT_TOO_SMALL"));
    }

    @Test
    void no_limit_is_too_small_that_others_start_with() {
        starts(512L << 20).expect(opened(OOM).cause("MEMORY_LIMIT_EXCEEDED"));
    }

    @Test
    void a_start_without_a_limit_died_because_the_memory_of_the_node_ran_out() {
        starts(null).expect(opened(OOM).cause("NODE_OUT_OF_MEMORY"));
    }

    @Test
    void files_in_memory_that_outlive_the_restart_do_not_make_a_limit_too_small_that_has_worked() {
        given().pod(aPod("web-1").with(aContainer("app").limitedTo(16L << 20)))
                .at(minute(0))
                .starts()
                .at(minute(1))
                .shows(pod -> pod.app(c -> c.ended(137, "OOMKilled", minute(1))))
                .at(minute(2))
                .shows(pod -> pod.app(c -> c.startedAgain(minute(2)).now(KILLED_AT_START, false)))
                .expect(opened(OOM).cause("MEMORY_LIMIT_EXCEEDED"));
    }

    private static Scenario starts(@Nullable Long limit) {
        return given().pod(aPod("web-1").with(aContainer("app").limitedTo(limit)))
                .at(minute(0))
                .starts()
                .at(minute(1))
                .shows(pod -> pod.app(c -> c.now(KILLED_AT_START, false).restarts(1)))
                .at(minute(2))
                .shows(pod -> pod.app(c -> c.after(KILLED_AT_START).restarts(2)));
    }

    @Test
    void a_kill_is_not_lost_when_the_next_run_has_ended_too_before_anybody_looked() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .shows(pod -> pod.app(c -> c.ended(137, "OOMKilled", second(30))
                        .startedAgain(second(31))
                        .ended(1, "Error", second(40))))
                .at(minute(2))
                .startsAgain()
                .isOomKilled()
                .expect(opened(OOM).occurrences(2).startedAt(second(30)));
    }

    @Test
    void old_kills_of_failed_pods_are_history() {
        var story = given();
        for (int i = 1; i <= 3; i++) {
            story.pod(aJobPod("import-" + i).createdAt(hour(-73)).boundTo("node-1", hour(-73)))
                    .isListed(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(137, "OOMKilled", hour(-72))));
        }
        story.at(hour(1)).expectNothing();
    }

    @Test
    void kills_that_nobody_saw_one_by_one_tell_no_trend() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(9))
                .shows(pod -> pod.app(
                        c -> c.restarts(3).runningSince(minute(9)).after(137, "OOMKilled", minute(6), minute(9))))
                .expect(opened(OOM)
                        .cause("MEMORY_LIMIT_EXCEEDED")
                        .occurrences(2)
                        .detail(Map.of("exitCode", "137", "limit", "128Mi", "ranFor", "3m")))
                .after(minutes(1))
                .expectNothing();
    }
}
