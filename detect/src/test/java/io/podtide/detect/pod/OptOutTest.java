package io.podtide.detect.pod;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

class OptOutTest {

    private static final String NO_CPU = "0/1 nodes are available: 1 Insufficient cpu.";

    @Test
    void nothing_of_a_pod_that_ignores_everything_is_told() {
        restarts(given().pod(web().ignoring("true"))).expectNothing();
        given().pod(web().unschedulable(NO_CPU).ignoring("true"))
                .shows(pod -> pod)
                .at(minute(30))
                .expectNothing();
    }

    @Test
    void its_memory_kills_count_neither_for_its_workload_nor_for_its_node() {
        given().pod(web().ignoring("oom"))
                .at(minute(0))
                .starts()
                .at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .at(minute(3))
                .isOomKilled()
                .expectNothing();
    }

    @Test
    void of_a_pod_that_ignores_one_kind_the_others_are_told() {
        var story = restarts(given().pod(web().ignoring("pending", "oom", "weather")));
        assertThat(story.revisions()).extracting(Incident::kind).containsExactly(Kind.RESTART_LOOP);
    }

    @Test
    void other_pods_of_its_workload_are_told() {
        var story = given().pod(web().ignoring("true"))
                .at(minute(0))
                .starts()
                .pod(aPod("web-2").unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(6));
        assertThat(story.revisions()).extracting(Incident::kind).containsExactly(Kind.PENDING);
        assertThat(story.newest().pods()).extracting(Incident.Member::name).containsExactly("web-2");
    }

    @Test
    void a_pod_that_opts_out_before_its_rule_is_met_opens_nothing() {
        given().pod(web().unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(4))
                .shows(pod -> pod.ignoring("pending"))
                .at(minute(30))
                .expectNothing();
    }

    @Test
    void one_that_opts_out_later_stays_in_its_incident_until_it_is_over() {
        var story = given().pod(web().unschedulable(NO_CPU))
                .shows(pod -> pod)
                .at(minute(6))
                .shows(pod -> pod.ignoring("pending"))
                .at(minute(30));
        assertThat(story.newest().state()).isEqualTo(State.OPEN);
        story.starts().at(minute(40));
        assertThat(story.newest().state()).isEqualTo(State.RESOLVED);
    }

    private static APod web() {
        return aPod("web-1");
    }

    private static Scenario restarts(Scenario story) {
        return story.at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .at(minute(3))
                .restarts();
    }
}
