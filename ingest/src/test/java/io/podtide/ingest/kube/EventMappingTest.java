package io.podtide.ingest.kube;

import static io.podtide.ingest.kube.Objects.NOON;
import static io.podtide.ingest.kube.Objects.event;
import static io.podtide.ingest.kube.Objects.see;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventMappingTest {

    private static final KubeEvent SCHEDULING_FAILED = new KubeEvent(
            "prod-1",
            null,
            "event-1",
            99,
            NOON,
            new Regarding("Pod", "shop", "web-1", "pod-1", "spec.containers{app}"),
            true,
            "FailedScheduling",
            "0/4 nodes are available",
            "default-scheduler",
            "node-a",
            7,
            Instant.parse("2026-11-21T11:00:00Z"),
            Instant.parse("2026-11-21T11:30:00.500Z"));

    @Test
    void anEventOfTheCoreApi() {
        assertThat(event("""
                {"apiVersion": "v1", "kind": "Event",
                 "metadata": {"name": "web-1.18", "namespace": "shop", "uid": "event-1", "resourceVersion": "99"},
                 "involvedObject": {"kind": "Pod", "namespace": "shop", "name": "web-1", "uid": "pod-1", "fieldPath": "spec.containers{app}"},
                 "type": "Warning", "reason": "FailedScheduling", "message": "0/4 nodes are available",
                 "source": {"component": "default-scheduler", "host": "node-a"}, "reportingComponent": "",
                 "firstTimestamp": "2026-11-21T11:00:00Z", "lastTimestamp": "2026-11-21T11:30:00.500Z", "count": 7, "eventTime": null}
                """)).isEqualTo(SCHEDULING_FAILED);
    }

    @Test
    void anEventOfTheNewApi() {
        assertThat(event("""
                {"apiVersion": "events.k8s.io/v1", "kind": "Event",
                 "metadata": {"name": "web-1.18", "namespace": "shop", "uid": "event-1", "resourceVersion": "99"},
                 "regarding": {"kind": "Pod", "namespace": "shop", "name": "web-1", "uid": "pod-1", "fieldPath": "spec.containers{app}"},
                 "type": "Warning", "reason": "FailedScheduling", "note": "0/4 nodes are available",
                 "deprecatedSource": {"host": "node-a"}, "reportingController": "default-scheduler",
                 "eventTime": "2026-11-21T11:00:00.000001Z",
                 "series": {"count": 7, "lastObservedTime": "2026-11-21T11:30:00.500999Z"}}
                """)).isEqualTo(SCHEDULING_FAILED);
    }

    @Test
    void anOldEventAsTheNewApiShowsIt() {
        assertThat(event("""
                {"apiVersion": "events.k8s.io/v1", "kind": "Event",
                 "metadata": {"name": "web-1.18", "namespace": "shop", "uid": "event-1", "resourceVersion": "99"},
                 "regarding": {"kind": "Pod", "namespace": "shop", "name": "web-1", "uid": "pod-1", "fieldPath": "spec.containers{app}"},
                 "type": "Warning", "reason": "FailedScheduling", "note": "0/4 nodes are available", "eventTime": null,
                 "deprecatedSource": {"component": "default-scheduler", "host": "node-a"},
                 "deprecatedFirstTimestamp": "2026-11-21T11:00:00Z", "deprecatedLastTimestamp": "2026-11-21T11:30:00.500Z",
                 "deprecatedCount": 7}
                """)).isEqualTo(SCHEDULING_FAILED);
    }

    @Test
    void whatIsCombinedFromSimilarEventsIsToldByTheNewestOfThem() {
        var seen = event("""
                {"kind": "Event", "metadata": {"name": "e", "uid": "u"}, "involvedObject": {"kind": "Pod", "name": "p"},
                 "reason": "Failed", "message": "(combined from similar events): Error: context deadline exceeded"}
                """);

        assertThat(seen.message()).isEqualTo("Error: context deadline exceeded");
    }

    @Test
    void anEventWithNothingButEventTimeCountsOnce() {
        var seen = event("""
                {"kind": "Event", "metadata": {"name": "e", "uid": "u"}, "involvedObject": {"kind": "Pod", "name": "p"},
                 "eventTime": "2026-11-21T11:00:00.25Z", "count": null, "firstTimestamp": null, "lastTimestamp": null, "series": null}
                """);

        assertThat(seen.count()).isEqualTo(1);
        assertThat(seen.firstAt()).isEqualTo("2026-11-21T11:00:00.250Z");
        assertThat(seen.lastAt()).isEqualTo("2026-11-21T11:00:00.250Z");
        assertThat(seen.node()).isNull();
        assertThat(seen.warning()).isFalse();
    }

    @Test
    void anEventWithoutAnyTimeIsOfWhenItWasCreatedOrElseSeen() {
        assertThat(event("""
                {"kind": "Event", "metadata": {"name": "e", "uid": "u", "creationTimestamp": "2026-11-21T11:00:00Z"},
                 "involvedObject": {"kind": "Pod"}}
                """).firstAt()).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(event("{\"metadata\": {\"name\": \"e\", \"uid\": \"u\"}, \"involvedObject\": {\"kind\": \"Pod\"}}")
                        .lastAt())
                .isEqualTo(NOON);
    }

    @Test
    void anEventAboutAReplicaSetIsAboutItsDeployment() {
        assertThat(event("""
                {"kind": "Event", "metadata": {"name": "e", "uid": "u"},
                 "involvedObject": {"kind": "ReplicaSet", "namespace": "shop", "name": "web-7d4b9c6f5d"}}
                """).workload()).isEqualTo(new Workload("prod-1", "cluster-uid", "shop", "Deployment", "web"));
    }

    @Test
    void anEventAboutNothingIsRejected() {
        assertThat(
                        see(
                                "{\"kind\": \"Event\", \"metadata\": {\"name\": \"e\", \"namespace\": \"shop\", \"uid\": \"u\"}}"))
                .isEqualTo(new Sighting.Rejected("Event shop/e", "involvedObject (or regarding) is missing"));
    }
}
