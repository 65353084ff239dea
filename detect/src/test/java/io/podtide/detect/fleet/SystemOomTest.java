package io.podtide.detect.fleet;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.incident.Incident.Scope.NODE;
import static io.podtide.detect.incident.Incident.Scope.WORKLOAD;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.AControllerEvent.seen;
import static io.podtide.detect.scenario.ANodeEvent.ranOutOfMemory;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** A node that is short of memory kills whom it likes; its pods' statuses do not say so, its kubelet does. */
class SystemOomTest {

    private static final String NODE_S = "NODE_OUT_OF_MEMORY";
    private static final String OWN = "MEMORY_LIMIT_EXCEEDED";

    private static Scenario web() {
        return given().pod(aPod("web-1").on("node-1")).starts();
    }

    @Test
    void kills_of_that_moment_are_put_down_to_the_node_and_not_to_the_limit() {
        var story = web().at(minute(1)).isOomKilled();
        story.at(minute(5))
                .observes(ranOutOfMemory("node-1", minute(5)))
                .at(second(302))
                .isOomKilled()
                .expect(opened(OOM).cause(NODE_S).scope(WORKLOAD).occurrences(2));
        var opened = story.newest();
        assertThat(opened.causeDetail()).containsEntry("command", "java").doesNotContainKey("limit");
        assertThat(opened.evidence()).extracting(Evidence::reason).containsExactly("SystemOOM", "OOMKilled");
        assertThat(opened.summary()).contains("runs out of memory (2 OOM kills").contains("it is " + NODE_S);
        assertThat(opened.remedy()).isEqualTo("mend " + NODE_S);
    }

    @Test
    void what_was_told_before_the_kubelet_said_so_is_told_again() {
        web().at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .expect(opened(OOM).cause(OWN))
                .at(second(123))
                .observes(seen(ranOutOfMemory("node-1", minute(2)), second(123)))
                .expect(changed(OOM).cause(NODE_S).at(second(123)));
    }

    @Test
    void what_has_no_limit_is_the_nodes_anyway_and_who_was_killed_is_added() {
        var story = given().pod(
                        aPod("web-1").on("node-1").with(aContainer("app").limitedTo(null)))
                .starts()
                .at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .expect(opened(OOM).cause(NODE_S))
                .observes(ranOutOfMemory("node-1", minute(2)))
                .expect(changed(OOM).cause(NODE_S));
        assertThat(story.newest().causeDetail()).containsEntry("command", "java");
        story.observes(ranOutOfMemory("node-1", second(121))).expectNothing();
    }

    @Test
    void said_again_it_is_nothing_new() {
        web().at(minute(1))
                .isOomKilled()
                .observes(ranOutOfMemory("node-1", minute(1)))
                .isOomKilled()
                .expect(opened(OOM).cause(NODE_S))
                .observes(ranOutOfMemory("node-1", minute(1)))
                .expectNothing();
    }

    @Test
    void neither_another_node_nor_another_moment_explains_it() {
        web().at(minute(1))
                .isOomKilled()
                .at(second(109))
                .observes(ranOutOfMemory("node-1", second(109)))
                .at(minute(2))
                .observes(ranOutOfMemory("node-2", minute(2)))
                .isOomKilled()
                .expect(opened(OOM).cause(OWN))
                .at(second(131))
                .observes(ranOutOfMemory("node-1", second(131)))
                .expectNothing();
    }

    @Test
    void the_next_revision_after_kills_by_its_own_limit_says_so() {
        var story = web().at(minute(1)).isOomKilled().observes(ranOutOfMemory("node-1", minute(1)));
        story.isOomKilled().expect(opened(OOM).cause(NODE_S));
        for (int i = 2; i <= 9; i++) {
            story.at(minute(i)).isOomKilled();
        }
        story.at(minute(60));
        assertThat(story.newest().revision()).isGreaterThan(1);
        assertThat(story.newest().cause()).isEqualTo("MEMORY_LEAK_SUSPECTED");
    }

    @Test
    void it_is_resolved_for_the_same_cause_however_long_it_took() {
        var story = web().at(minute(1)).isOomKilled().observes(ranOutOfMemory("node-1", minute(1)));
        story.isOomKilled().expect(opened(OOM).cause(NODE_S));
        story.shows(pod -> pod.ready(false, minute(1)));
        story.at(minute(300)).shows(pod -> pod.ready(true, minute(300)));
        story.at(minute(330)).expect(resolved(OOM, RECOVERED).cause(NODE_S));
    }

    @Test
    void a_restart_that_says_no_more_than_that_it_was_killed_is_explained() {
        web().at(minute(1))
                .restarts(137, "Error")
                .at(minute(2))
                .restarts(137, "Error")
                .at(minute(3))
                .observes(ranOutOfMemory("node-1", minute(3)))
                .restarts(137, "Error")
                .expect(opened(RESTART_LOOP).cause(NODE_S));
    }

    @Test
    void the_incident_of_the_node_has_that_cause() {
        var story = given();
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(aPod(pod).on("node-1")).starts();
        }
        story.at(minute(1)).observes(ranOutOfMemory("node-1", minute(1)));
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(pod).isOomKilled();
        }
        story.expect(opened(OOM).scope(NODE).cause(NODE_S).occurrences(3))
                .at(minute(16))
                .expect(resolved(OOM, RECOVERED).scope(NODE).cause(NODE_S));
    }

    @Test
    void the_incident_of_the_node_is_told_again_with_its_cause() {
        var story = given();
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(aPod(pod).on("node-1")).starts();
        }
        story.at(minute(1));
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(pod).isOomKilled();
        }
        story.expect(opened(OOM).scope(NODE).cause(OWN))
                .observes(ranOutOfMemory("node-1", minute(1)))
                .expect(changed(OOM).scope(NODE).cause(NODE_S).reopened(0));
    }
}
