package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.Observer;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.Sighting;
import io.podtide.ingest.kube.WatchEventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownPodsTest {

    private static final String POD = """
            {"type":"MODIFIED","object":{"kind":"Pod","metadata":{"name":"db-0","namespace":"shop","uid":"u1",
             "resourceVersion":"7","creationTimestamp":"2026-11-21T12:00:00Z",
             "labels":{"app":"db","statefulset.kubernetes.io/pod-name":"db-0"},
             "annotations":{"podtide.io/ignore":"oom"},
             "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
             "spec":{"nodeName":"node-1","restartPolicy":"OnFailure","containers":[{"name":"app"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],
              "containerStatuses":[{"name":"app","restartCount":3}]}}}
            """;

    private final ResumePoint point = new ResumePoint();
    private final KnownPods known = new KnownPods(point);

    @Test
    void ofAPodThatNobodySawGoItIsKnownWhoItWasAndWhere() {
        known.listBegins();
        known.listed(decode(POD));
        known.listBegins();

        var gone = known.unlisted();

        assertThat(gone).hasSize(1);
        var sighting = new Observer(Cluster.named("prod-1"), RoutingLabels.DEFAULT)
                .see(gone.get(0), Instant.EPOCH, Delivery.DELETED);
        var status = (PodStatus) ((Sighting.Seen) sighting).observation();
        assertThat(status.workload().kind() + '/' + status.workload().name()).isEqualTo("StatefulSet/db");
        assertThat(status.workload().namespace()).isEqualTo("shop");
        assertThat(status.key()).isEqualTo("prod-1/u1");
        assertThat(status.resourceVersion()).isEqualTo(7);
        assertThat(status.name()).isEqualTo("db-0");
        assertThat(status.node()).isEqualTo("node-1");
        assertThat(status.phase()).isEqualTo(Phase.RUNNING);
        assertThat(status.restartPolicy()).isEqualTo(PodStatus.RestartPolicy.ON_FAILURE);
        assertThat(status.labels()).isEqualTo(Map.of("app", "db"));
        assertThat(status.ignored()).isEqualTo(Set.of("oom"));
        assertThat(status.createdAt()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(known.unlisted()).isEmpty();
    }

    @Test
    void whereItIsNowIsKnownAndNotWhereItWas() {
        known.changed(decode(POD));
        known.changed(decode(POD.replace("node-1", "node-2").replace("\"7\"", "\"8\"")));
        known.listBegins();

        assertThat(known.unlisted()).singleElement().satisfies(gone -> {
            assertThat(gone.version()).isEqualTo(8);
            assertThat(gone).asString().contains("node-2");
        });
    }

    @Test
    void whatWasHandedOnAfterTheLastThatIsKeptCountsAsNotSeen() {
        known.changed(pod("a", 5));
        known.changed(pod("b", 6));
        point.kept("6");
        known.changed(pod("a", 7));
        known.deleted(pod("b", 8));
        known.changed(pod("c", 9));

        known.rollBack();

        assertThat(known.changed(pod("a", 5))).isFalse();
        assertThat(known.changed(pod("a", 7))).isTrue();
        assertThat(known.changed(pod("c", 9))).isTrue();
        known.listBegins();
        known.listed(pod("a", 7));
        known.listed(pod("c", 9));
        assertThat(known.unlisted()).extracting(KubeObject::name).containsExactly("b");
    }

    @Test
    void aDeletionThatIsKeptIsOver() {
        known.changed(pod("a", 5));
        known.deleted(pod("a", 6));
        point.kept("6");
        known.changed(pod("b", 7));
        known.deleted(pod("b", 8));
        point.kept("8");
        known.deleted(pod("c", 9));

        known.rollBack();

        known.listBegins();
        assertThat(known.unlisted()).extracting(KubeObject::name).containsExactly("c");
    }

    @Test
    void whereNothingIsKeptNothingIsKnown() {
        known.listBegins();
        known.listed(pod("a", 5));
        known.whole();

        known.rollBack();

        assertThat(known.isWhole()).isFalse();
        assertThat(known.listed(pod("a", 5))).isTrue();
    }

    @Test
    void versionsThatAreNoNumbersAreAlwaysNews() {
        point.kept("abc");
        var pod = decode(POD.replace("\"7\"", "\"abc\""));

        assertThat(known.changed(pod)).isTrue();
        assertThat(known.changed(pod)).isTrue();
        assertThat(point.kept()).isNull();
    }

    private static KubeObject pod(String name, int version) {
        return decode("{\"type\":\"MODIFIED\",\"object\":" + WatchFixture.pod(name, version) + "}");
    }

    private static KubeObject decode(String line) {
        var all = new ArrayList<KubeObject>();
        WatchEventDecoder.decode(
                line.getBytes(java.nio.charset.StandardCharsets.UTF_8), e -> all.add(e.object()), (n, p) -> {
                    throw new AssertionError(p);
                });
        return all.get(0);
    }
}
