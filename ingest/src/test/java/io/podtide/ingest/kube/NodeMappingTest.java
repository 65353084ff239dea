package io.podtide.ingest.kube;

import static io.podtide.ingest.kube.Objects.NOON;
import static io.podtide.ingest.kube.Objects.node;
import static io.podtide.ingest.kube.Objects.object;
import static io.podtide.ingest.kube.Objects.see;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMappingTest {

    private static final String WHOLE = """
            {"apiVersion": "v1", "kind": "Node",
             "metadata": {"name": "node-a", "uid": "uid-1", "resourceVersion": "4711",
               "creationTimestamp": "2026-11-21T11:00:00Z", "labels": {"app": "x"}, "annotations": {"a": "hunter2"}},
             "spec": {"podCIDR": "10.0.0.0/24", "unschedulable": true, "taints": [
               {"key": "dedicated", "value": "db", "effect": "NoSchedule"},
               {"key": "node.kubernetes.io/unreachable", "effect": "NoExecute", "timeAdded": "2026-11-21T11:30:00Z"}]},
             "status": {"capacity": {"cpu": "4"}, "nodeInfo": {"machineID": "hunter2"}, "conditions": [
               {"type": "MemoryPressure", "status": "False", "reason": "KubeletHasSufficientMemory", "message": "enough",
                "lastHeartbeatTime": "2026-11-21T11:29:00Z", "lastTransitionTime": "2026-11-21T11:00:00Z"},
               {"type": "Ready", "status": "Unknown", "reason": "NodeStatusUnknown", "message": "password=hunter2",
                "lastHeartbeatTime": "2026-11-21T11:29:00Z", "lastTransitionTime": "2026-11-21T11:30:00.123456Z"}]}}
            """;
    private static final String WITHOUT_KIND = WHOLE.replace("\"apiVersion\": \"v1\", \"kind\": \"Node\",", "");

    @Test
    void everyFieldOfTheContractIsRead() {
        assertThat(node(WHOLE))
                .isEqualTo(new NodeStatus(
                        "prod-1",
                        "cluster-uid",
                        "node-a",
                        "uid-1",
                        4711,
                        NOON,
                        Delivery.CHANGED,
                        true,
                        List.of("dedicated=db:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"),
                        at("11:00:00"),
                        List.of(
                                new PodCondition(
                                        "MemoryPressure",
                                        "False",
                                        "KubeletHasSufficientMemory",
                                        "enough",
                                        at("11:00:00")),
                                new PodCondition(
                                        "Ready", "Unknown", "NodeStatusUnknown", "password=***", at("11:30:00.123")))));
    }

    @Test
    void aBareNodeIsAllDefaultsAndNullsCountAsAbsent() {
        var bare = new NodeStatus(
                "prod-1", "cluster-uid", "n", "u", -1, NOON, Delivery.CHANGED, false, List.of(), null, List.of());

        assertThat(node("{\"kind\": \"Node\", \"metadata\": {\"name\": \"n\", \"uid\": \"u\"}}"))
                .isEqualTo(bare);
        assertThat(node("""
                {"kind": "Node", "apiVersion": null, "metadata": {"name": "n", "uid": "u", "resourceVersion": null},
                 "spec": {"unschedulable": null, "taints": [null]}, "status": {"conditions": null}}
                """)).isEqualTo(bare);
    }

    @Test
    void anItemOfARawListIsANodeWhenWeSaySo() {
        var item = object(WITHOUT_KIND);

        assertThat(item.isNode() || item.isPod() || item.isEvent()).isFalse();
        assertThat(see(WITHOUT_KIND)).isEqualTo(new Sighting.Skipped());
        assertThat(item.ofKind("Node").isNode()).isTrue();
        assertThat(item.ofKind("Node")).isEqualTo(object(WHOLE.replace("\"apiVersion\": \"v1\",", "")));
        assertThat(object(WHOLE).ofKind("Pod")).isEqualTo(object(WHOLE));
    }

    @Test
    void theNodesOfOthersAreSkipped() {
        assertThat(see(WHOLE.replace("\"v1\"", "\"longhorn.io/v1beta2\""))).isEqualTo(new Sighting.Skipped());
    }

    @Test
    void aNodeWithoutUidIsRejected() {
        assertThat(see("{\"kind\": \"Node\", \"metadata\": {\"name\": \"n\"}}"))
                .isEqualTo(new Sighting.Rejected("Node n", "metadata.uid or metadata.name is missing"));
        assertThat(see("{\"kind\": \"Node\"}"))
                .isEqualTo(new Sighting.Rejected("Node", "metadata.uid or metadata.name is missing"));
    }

    @Test
    void aHeartbeatLeavesTheStateAsItWas() {
        var before = NodeState.of(object(WHOLE));

        assertThat(NodeState.of(object(WHOLE.replace("11:29:00Z", "11:34:00Z").replace("4711", "4712"))))
                .isEqualTo(before);
        for (var change : List.of("NoSchedule", "Unknown", "NodeStatusUnknown", "enough", "11:30:00.123", "true")) {
            var other = change.equals("true") ? "false" : change.startsWith("11") ? "11:31:00.456" : "Other";
            assertThat(NodeState.of(object(WHOLE.replace(change, other))))
                    .as(change)
                    .isNotEqualTo(before);
        }
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + "Z");
    }
}
