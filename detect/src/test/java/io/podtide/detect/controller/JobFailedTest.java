package io.podtide.detect.controller;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.POD_FAILED;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AControllerEvent.ofJob;
import static io.podtide.detect.scenario.AControllerEvent.seen;
import static io.podtide.detect.scenario.APod.aJobPod;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobFailedTest {

    private static final Workload JOB = new Workload("prod", "", "shop", "Job", "import");
    private static final Workload CRON_JOB = new Workload("prod", "", "shop", "CronJob", "nightly");

    @Test
    void a_job_that_gives_up_has_failed_of_what_its_pods_failed_of() {
        fails(given(), 1)
                .expectNothing()
                .observes(ofJob("import", JOB, true, "BackoffLimitExceeded", minute(2)))
                .expect(opened(POD_FAILED)
                        .workload("import")
                        .cause("APPLICATION_ERROR")
                        .at(minute(2))
                        .rule("a Job gave up"))
                .at(hour(20))
                .expectNothing()
                .at(hour(26))
                .expect(resolved(POD_FAILED, DELETED).at(hour(24).plusSeconds(120 + 300)));
    }

    @Test
    void a_job_whose_pod_was_killed_for_memory_has_failed_of_that() {
        isOomKilled(given(), "import-1")
                .expectNothing()
                .observes(ofJob("import", JOB, true, "BackoffLimitExceeded", minute(2)))
                .expect(opened(POD_FAILED).workload("import").cause("MEMORY_LIMIT_EXCEEDED"));
    }

    @Test
    void memory_that_runs_out_in_pod_after_pod_takes_the_end_of_their_job_until_its_cron_job_runs_well() {
        var story = isOomKilled(isOomKilled(given(), "nightly-1"), "nightly-2")
                .expect(opened(OOM).workload("nightly").cause("MEMORY_LIMIT_EXCEEDED"));
        story.observes(ofJob("nightly-a", CRON_JOB, true, "BackoffLimitExceeded", story.now()))
                .at(hour(2))
                .expectNothing()
                .observes(ofJob("nightly-b", CRON_JOB, false, "Completed", hour(2)))
                .at(hour(3))
                .expect(resolved(OOM, RECOVERED).at(hour(2).plusSeconds(300)).occurrences(2));
    }

    private static Scenario isOomKilled(Scenario story, String name) {
        var workload = name.startsWith("nightly") ? CRON_JOB : JOB;
        story.pod(aJobPod(name).of(workload.kind(), workload.name()))
                .after(minutes(1))
                .starts();
        Instant end = story.now().plusSeconds(60);
        return story.at(end).shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(137, "OOMKilled", end)));
    }

    @Test
    void a_deadline_is_a_cause_of_its_own() {
        given().at(minute(1))
                .observes(ofJob("import", JOB, true, "DeadlineExceeded", minute(1)))
                .expect(opened(POD_FAILED).cause("DEADLINE_EXCEEDED"));
    }

    @Test
    void a_job_that_fails_and_then_completes_is_fine() {
        fails(given(), 1)
                .at(minute(5))
                .observes(ofJob("import", JOB, false, "Completed", minute(5)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void the_restart_loop_of_its_pods_takes_its_end() {
        var story = given();
        for (int i = 1; i <= 5; i++) {
            fails(story, i);
        }
        story.expect(opened(RESTART_LOOP).workload("import"))
                .observes(ofJob("import", JOB, true, "BackoffLimitExceeded", story.now()))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void the_next_good_run_of_its_cron_job_ends_it() {
        given().at(minute(1))
                .observes(ofJob("nightly-1", CRON_JOB, true, "BackoffLimitExceeded", minute(1)))
                .expect(opened(POD_FAILED).workload("nightly"))
                .at(minute(10))
                .observes(ofJob("nightly-2", CRON_JOB, true, "BackoffLimitExceeded", minute(10)))
                .at(minute(60))
                .observes(ofJob("nightly-3", CRON_JOB, false, "Completed", minute(60)))
                .at(minute(66))
                .expect(resolved(POD_FAILED, RECOVERED).at(minute(65)));
    }

    @Test
    void a_cron_job_that_failed_and_has_run_well_since_does_not_fail_when_both_are_listed() {
        var failed = seen(ofJob("nightly-1", CRON_JOB, true, "BackoffLimitExceeded", minute(10)), minute(30));
        var through = seen(ofJob("nightly-2", CRON_JOB, false, "Completed", minute(25)), minute(30));
        given().at(minute(30))
                .observes(failed, through)
                .expect(opened(POD_FAILED).startedAt(minute(10)).at(minute(10)))
                .at(hour(2))
                .expect(resolved(POD_FAILED, RECOVERED).at(minute(35)));
        given().at(minute(30)).observes(through, failed).at(hour(2)).expectNothing();
    }

    @Test
    void one_that_ran_well_and_has_failed_since_fails_in_whatever_order_they_are_listed() {
        var through = seen(ofJob("nightly-1", CRON_JOB, false, "Completed", minute(10)), minute(30));
        var failed = seen(ofJob("nightly-2", CRON_JOB, true, "BackoffLimitExceeded", minute(25)), minute(30));
        var opens = opened(POD_FAILED).startedAt(minute(25)).at(minute(25));
        given().at(minute(30)).observes(failed, through).at(hour(2)).expect(opens);
        given().at(minute(30)).observes(through, failed).at(hour(2)).expect(opens);
    }

    @Test
    void a_job_of_yesterday_is_history() {
        given().at(hour(9))
                .observes(seen(ofJob("import", JOB, true, "BackoffLimitExceeded", hour(8)), hour(9)))
                .at(hour(12))
                .expectNothing();
    }

    private static Scenario fails(Scenario story, int n) {
        story.pod(aJobPod("import-" + n)).after(minutes(1)).starts();
        Instant end = story.now().plusSeconds(60);
        return story.at(end).shows(pod -> pod.phase(Phase.FAILED).app(c -> c.ended(1, "Error", end)));
    }
}
