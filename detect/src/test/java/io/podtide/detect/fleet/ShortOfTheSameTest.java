package io.podtide.detect.fleet;

import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Scope.CLUSTER;
import static io.podtide.detect.incident.Incident.Scope.WORKLOAD;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.minute;

import io.podtide.detect.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A story of one cluster from its pods to its own incident, however often time is told. */
class ShortOfTheSameTest {

    @Test
    void three_workloads_for_which_there_is_no_room_are_one_incident_of_the_cluster() {
        var story = given();
        wants(story, "web-1", "cpu", 0);
        wants(story, "cart-1", "memory", 0);
        wants(story, "mail-1", "cpu", 1);
        wants(story, "till-1", "cpu", 2);
        story.at(minute(5))
                .expect(opened(PENDING).workload("cart"), opened(PENDING).workload("web"));
        story.at(minute(6)).expect(opened(PENDING).workload("mail").parentId("null"));
        story.at(minute(7));
        var parent = story.newest().parentId();
        story.expect(
                opened(PENDING).workload("till").parentId("null"),
                opened(PENDING)
                        .scope(CLUSTER)
                        .startedAt(minute(0))
                        .openedAt(minute(7))
                        .cause("INSUFFICIENT_RESOURCES")
                        .rule("3 workloads with the same resource in 15m")
                        .pods("web-1", "mail-1", "till-1"),
                changed(PENDING).workload("web").parentId(parent),
                changed(PENDING).workload("mail").parentId(parent),
                changed(PENDING).workload("till").parentId(parent));
        for (var pod : List.of("web-1", "mail-1", "till-1")) {
            story.at(minute(8)).pod(pod).isGone();
        }
        story.at(minute(13))
                .expect(
                        resolved(PENDING, DELETED).scope(WORKLOAD).workload("mail"),
                        resolved(PENDING, DELETED).scope(WORKLOAD).workload("till"),
                        resolved(PENDING, DELETED).scope(WORKLOAD).workload("web"),
                        resolved(PENDING, DELETED).scope(CLUSTER).at(minute(13)));
    }

    private static void wants(Scenario story, String pod, String resource, int minute) {
        story.at(minute(minute))
                .pod(aPod(pod)
                        .createdAt(minute(minute))
                        .unschedulable("0/1 nodes are available: 1 Insufficient " + resource + "."))
                .shows(p -> p);
    }
}
