package io.podtide.detect.fleet;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.incident.Incident.Scope.NODE;
import static io.podtide.detect.incident.Incident.Scope.WORKLOAD;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.reopened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

class NodeOomTest {

    @Test
    void kills_in_three_pods_of_several_workloads_on_a_node_in_ten_minutes_are_the_nodes() {
        var story = pods("node-1", "node-1", "node-1");
        story.pod("web-1").at(minute(1)).isOomKilled();
        story.pod("cart-1").at(minute(2)).isOomKilled();
        story.pod("mail-1")
                .at(second(659))
                .expectNothing()
                .at(minute(11))
                .isOomKilled()
                .expect(opened(OOM)
                        .scope(NODE)
                        .at(minute(11))
                        .startedAt(minute(1))
                        .pods("cart-1", "mail-1", "web-1")
                        .occurrences(3)
                        .severity("CRITICAL")
                        .rule("OOM kills in 3 pods of a node in 10m"))
                .at(second(26 * 60 - 1))
                .expectNothing()
                .at(minute(26))
                .expect(resolved(OOM, RECOVERED).scope(NODE).at(minute(26)));
    }

    @Test
    void in_ten_minutes_and_a_second_they_are_not() {
        var story = pods("node-1", "node-1", "node-1");
        story.pod("web-1").at(minute(1)).isOomKilled();
        story.pod("cart-1").at(minute(2)).isOomKilled();
        story.pod("mail-1").at(second(661)).isOomKilled().expectNothing();
    }

    @Test
    void on_two_nodes_they_are_not() {
        var story = pods("node-1", "node-1", "node-2");
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(pod).isOomKilled();
        }
        story.expectNothing();
    }

    @Test
    void of_one_workload_they_are_the_workloads() {
        var story = given();
        for (int i = 1; i <= 4; i++) {
            story.pod(aPod("web-" + i).on("node-1")).starts();
        }
        for (int i = 1; i <= 4; i++) {
            story.pod("web-" + i).isOomKilled();
        }
        story.expect(opened(OOM).scope(WORKLOAD).pods("web-1", "web-2"));
    }

    @Test
    void incidents_of_workloads_become_its_children_whether_they_came_before_or_after() {
        var story = pods("node-1", "node-1", "node-1");
        story.pod("web-1")
                .at(minute(1))
                .isOomKilled()
                .isOomKilled()
                .expect(opened(OOM).workload("web").parentId("null"));
        story.pod("cart-1").isOomKilled();
        story.pod("mail-1").at(minute(2)).isOomKilled();
        var parent = story.newest().parentId();
        assertThat(parent).isNotNull();
        story.expect(
                opened(OOM).scope(NODE).parentId("null"),
                changed(OOM).workload("web").parentId(parent).at(minute(2)));
        story.pod("cart-1")
                .at(minute(3))
                .isOomKilled()
                .expect(opened(OOM).workload("cart").parentId(parent));
        assertThat(story.revisions().stream().filter(i -> i.scope() == NODE).map(Incident::id))
                .containsExactly(parent);
    }

    @Test
    void it_comes_back_as_the_same_incident_within_two_hours() {
        var story = pods("node-1", "node-1", "node-1");
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(pod).at(minute(1)).isOomKilled();
        }
        story.expect(opened(OOM).scope(NODE).reopened(0));
        story.at(minute(16)).expect(resolved(OOM, RECOVERED).scope(NODE));
        story.at(minute(90));
        for (var pod : new String[] {"web-1", "cart-1", "mail-1"}) {
            story.pod(pod).isOomKilled();
        }
        story.expect(reopened(OOM).scope(NODE).startedAt(minute(1)).reopened(1));
    }

    @Test
    void however_many_incidents_its_pods_have_had_before_it_adopts_the_open_ones() {
        var story = pods("node-1", "node-1", "node-1");
        for (int i = 0; i < 201; i++) {
            story.after(minutes(11)).pod(aPod("old" + i + "-1").on("node-1")).starts();
            story.isOomKilled().isOomKilled();
        }
        story.after(hours(1)).pod("web-1").isOomKilled().isOomKilled();
        var child = story.newest();
        story.pod("cart-1").isOomKilled().pod("mail-1").isOomKilled();
        assertThat(story.newest().id()).isEqualTo(child.id());
        assertThat(story.newest().parentId()).isNotNull();
    }

    private static Scenario pods(String nodeOfWeb, String nodeOfCart, String nodeOfMail) {
        return given().pod(aPod("web-1").on(nodeOfWeb))
                .starts()
                .pod(aPod("cart-1").on(nodeOfCart))
                .starts()
                .pod(aPod("mail-1").on(nodeOfMail))
                .starts();
    }
}
