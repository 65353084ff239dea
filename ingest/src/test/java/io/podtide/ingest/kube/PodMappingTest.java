package io.podtide.ingest.kube;

import static io.podtide.ingest.kube.Objects.NOON;
import static io.podtide.ingest.kube.Objects.object;
import static io.podtide.ingest.kube.Objects.pod;
import static io.podtide.ingest.kube.Objects.see;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodMappingTest {

    @Test
    void everyFieldOfTheContractIsRead() {
        var seen = pod("""
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {
                   "name": "web-7d4b9c6f5d-x2x9z", "namespace": "shop", "uid": "uid-1", "resourceVersion": "4711",
                   "creationTimestamp": "2026-11-21T11:00:00Z", "deletionTimestamp": "2026-11-21T12:00:30Z",
                   "finalizers": ["example.com/hold"],
                   "labels": {"app": "web", "team": "red", "pod-template-hash": "7d4b9c6f5d", "podtide.io/tier": "gold"},
                   "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-7d4b9c6f5d", "controller": true}]},
                 "spec": {
                   "nodeName": "node-a", "restartPolicy": "OnFailure", "schedulingGates": [{"name": "example.com/gate"}],
                   "initContainers": [
                     {"name": "setup", "image": "setup:1"},
                     {"name": "proxy", "image": "proxy:1", "restartPolicy": "Always"}],
                   "containers": [
                     {"name": "app", "image": "web:2", "resources": {"limits": {"cpu": "1", "memory": "128Mi"}},
                      "readinessProbe": {"initialDelaySeconds": 5, "periodSeconds": 7, "failureThreshold": 2}}]},
                 "status": {
                   "phase": "Running", "reason": "Because", "message": "of that", "startTime": "2026-11-21T11:00:01Z",
                   "conditions": [{"type": "Ready", "status": "False", "reason": "ContainersNotReady", "message": "app",
                                   "lastTransitionTime": "2026-11-21T11:59:00Z", "lastProbeTime": null}],
                   "initContainerStatuses": [
                     {"name": "setup", "image": "setup:1", "restartCount": 0, "ready": true,
                      "state": {"terminated": {"exitCode": 0, "reason": "Completed",
                        "startedAt": "2026-11-21T11:00:02Z", "finishedAt": "2026-11-21T11:00:03Z"}}, "lastState": {}},
                     {"name": "proxy", "image": "proxy:1", "restartCount": 1, "ready": true,
                      "state": {"running": {"startedAt": "2026-11-21T11:00:04Z"}}}],
                   "containerStatuses": [
                     {"name": "app", "image": "registry/web:2", "restartCount": 3, "ready": false,
                      "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s"}},
                      "lastState": {"terminated": {"exitCode": 137, "signal": 9, "reason": "OOMKilled", "message": "bye",
                        "startedAt": "2026-11-21T11:58:00Z", "finishedAt": "2026-11-21T11:59:00Z"}}}],
                   "ephemeralContainerStatuses": [{"name": "debug", "image": "busybox", "state": {}}]}}
                """);

        assertThat(seen)
                .isEqualTo(new PodStatus(
                        new Workload("prod-1", "cluster-uid", "shop", "Deployment", "web"),
                        "web-7d4b9c6f5d-x2x9z",
                        "uid-1",
                        Map.of("app", "web", "team", "red", "podtide.io/tier", "gold"),
                        4711,
                        NOON,
                        Delivery.CHANGED,
                        "node-a",
                        RestartPolicy.ON_FAILURE,
                        true,
                        at("11:00:00"),
                        at("11:00:01"),
                        at("12:00:30"),
                        List.of("example.com/hold"),
                        Phase.RUNNING,
                        "Because",
                        "of that",
                        List.of(new PodCondition("Ready", "False", "ContainersNotReady", "app", at("11:59:00"))),
                        List.of(
                                new ContainerStatus(
                                        "setup",
                                        Role.INIT,
                                        "setup:1",
                                        0,
                                        true,
                                        new ContainerState.Terminated(
                                                "Completed", "", 0, 0, at("11:00:02"), at("11:00:03")),
                                        null,
                                        null,
                                        null),
                                new ContainerStatus(
                                        "proxy",
                                        Role.SIDECAR,
                                        "proxy:1",
                                        1,
                                        true,
                                        new ContainerState.Running(at("11:00:04")),
                                        null,
                                        null,
                                        null),
                                new ContainerStatus(
                                        "app",
                                        Role.REGULAR,
                                        "registry/web:2",
                                        3,
                                        false,
                                        new ContainerState.Waiting("CrashLoopBackOff", "back-off 40s"),
                                        new ContainerState.Terminated(
                                                "OOMKilled", "bye", 137, 9, at("11:58:00"), at("11:59:00")),
                                        128L << 20,
                                        Duration.ofSeconds(5 + 7 * 2)),
                                new ContainerStatus(
                                        "debug",
                                        Role.EPHEMERAL,
                                        "busybox",
                                        0,
                                        false,
                                        new ContainerState.Waiting("", ""),
                                        null,
                                        null,
                                        null))));
    }

    @Test
    void theMemoryOfThePodIsTheLimitOfContainersThatHaveNoneOfTheirOwn() {
        var limits = """
                {"kind": "Pod", "metadata": {"name": "p", "uid": "u"},
                 "spec": {"resources": {"limits": {"memory": "1Gi"}},
                   "containers": [
                     {"name": "app"}, {"name": "job", "resources": {"limits": {"memory": "0"}}}, {"name": "proxy", "resources": {"limits": {"memory": "64Mi"}}}]},
                 "status": {"containerStatuses": [{"name": "app"}, {"name": "job"}, {"name": "proxy"}]}}
                """;
        assertThat(pod(limits).containers())
                .extracting(ContainerStatus::memoryLimitBytes)
                .containsExactly(1L << 30, 1L << 30, 64L << 20);
    }

    @Test
    void aBarePodIsAllDefaults() {
        assertThat(pod("{'kind': 'Pod', 'metadata': {'name': 'p', 'uid': 'u'}}".replace('\'', '"')))
                .isEqualTo(new PodStatus(
                        new Workload("prod-1", "cluster-uid", "", "Pod", "p"),
                        "p",
                        "u",
                        Map.of(),
                        -1,
                        NOON,
                        Delivery.CHANGED,
                        null,
                        RestartPolicy.ALWAYS,
                        false,
                        null,
                        null,
                        null,
                        List.of(),
                        Phase.UNKNOWN,
                        "",
                        "",
                        List.of(),
                        List.of()));
    }

    @Test
    void nullsCountAsAbsent() {
        var bare = pod("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"uid\": \"u\"}}");

        assertThat(pod("""
                        {"kind": "Pod", "apiVersion": null,
                         "metadata": {"name": "p", "uid": "u", "namespace": null, "labels": {"app": null}, "finalizers": null,
                           "ownerReferences": [null], "resourceVersion": null, "creationTimestamp": null},
                         "spec": {"nodeName": null, "containers": [null], "initContainers": null},
                         "status": {"phase": null, "message": null, "conditions": [null], "containerStatuses": null}}
                        """)).isEqualTo(bare);
    }

    @Test
    void anItemOfARawListIsKnownByItsShape() {
        assertThat(object("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"containers\": [{\"name\": \"app\"}]}}")
                        .isPod())
                .isTrue();
        assertThat(object("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"template\": {}}}")
                        .isPod())
                .isFalse();
    }

    @Test
    void aPodWithoutUidIsRejected() {
        assertThat(see("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"namespace\": \"shop\"}}"))
                .isEqualTo(new Sighting.Rejected("Pod shop/p", "metadata.uid or metadata.name is missing"));
        assertThat(see("{\"kind\": \"Pod\"}"))
                .isEqualTo(new Sighting.Rejected("Pod", "metadata.uid or metadata.name is missing"));
    }

    @Test
    void otherKindsAreSkipped() {
        assertThat(see("{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"n\", \"uid\": \"u\"}}"))
                .isEqualTo(new Sighting.Skipped());
        assertThat(see("{\"kind\": \"Pod\", \"apiVersion\": \"example.com/v1\", \"metadata\": {\"uid\": \"u\"}}"))
                .isEqualTo(new Sighting.Skipped());
    }

    @Test
    void aRestartCountBelowZeroIsZero() {
        assertThat(container("{\"name\": \"app\", \"restartCount\": -3}").restartCount())
                .isZero();
    }

    @Test
    void whereTheRuntimeReportsADigestTheImageIsThatOfTheSpec() {
        assertThat(container("{\"name\": \"app\", \"image\": \"sha256:abc\"}").image())
                .isEqualTo("web:2");
        assertThat(container("{\"name\": \"app\"}").image()).isEqualTo("web:2");
        assertThat(container("{\"name\": \"other\", \"image\": \"sha256:abc\"}").image())
                .isEqualTo("sha256:abc");
    }

    /** An API server takes a megabyte of either, and Kafka takes no record of that size. */
    @Test
    void whatItsOwnerMayMakeAsLargeAsHeLikesIsCut() {
        assertThat(container("{\"name\": \"app\", \"image\": \"" + "x".repeat(500_000) + "\"}")
                        .image())
                .isEqualTo("x".repeat(1_024));
        var finalizers = IntStream.range(0, 4_000)
                .mapToObj(i -> "\"example.com/f" + i + '"')
                .collect(joining(","));
        var held = pod("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"uid\": \"u\", \"finalizers\": ["
                + finalizers + "]}}");
        assertThat(held.finalizers()).hasSize(20).startsWith("example.com/f0", "example.com/f1");
    }

    @Test
    void aProbeWithoutNumbersHasTheDefaultsOfTheApiServer() {
        assertThat(container("{\"name\": \"app\"}").readinessBudget()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~startupProbe~: {~failureThreshold~: 30}, ~readinessProbe~: {} | false | 330",
                "~startupProbe~: {~failureThreshold~: 30}, ~readinessProbe~: {} | true | 30",
                "~startupProbe~: {~initialDelaySeconds~: 5, ~periodSeconds~: 20} | false | 65",
                "~startupProbe~: {} | true | ",
                "~readinessProbe~: {~periodSeconds~: 5} | false | 15"
            })
    void untilTheStartupProbeHasSucceededItsBudgetCountsAsWell(String probes, boolean started, @Nullable Long seconds) {
        var budget = pod("""
                {"kind": "Pod", "metadata": {"name": "p", "uid": "u"},
                 "spec": {"containers": [{"name": "app", %s}]},
                 "status": {"containerStatuses": [{"name": "app", "started": %s}]}}
                """.formatted(probes.replace('~', '"'), started))
                .containers()
                .get(0)
                .readinessBudget();

        assertThat(budget).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void timesAreCutToMilliseconds() {
        var container = container(
                "{\"name\": \"app\", \"state\": {\"running\": {\"startedAt\": \"2026-11-21T11:00:00.123456789Z\"}}}");

        assertThat(container.state()).isEqualTo(new ContainerState.Running(at("11:00:00.123")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~labels~: {~podtide.io/ignore~: ~true~} | true",
                "~labels~: {~podtide.io/ignore~: ~restart-loop.oom~} | oom,restart-loop",
                "~annotations~: {~podtide.io/ignore~: ~Restart_Loop, oom~} | oom,restart-loop",
                "~labels~: {~podtide.io/ignore~: ~oom~}, ~annotations~: {~other~: ~x~, ~podtide.io/ignore~: ~pending~} | oom,pending",
                "~labels~: {~podtide.io/ignore~: ~false~} | ''",
                "~annotations~: {~podtide.io/ignore~: ~password=hunter2 ~} | ''",
                "~annotations~: {~podtide.io/ignore~: ~~} | ''",
                "~annotations~: null | ''",
                "~labels~: {} | ''"
            })
    void aPodSaysByLabelOrAnnotationWhatItsOwnerDoesNotWantToHearOf(String metadata, String words) {
        var seen = pod("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"uid\": \"u\", "
                + metadata.replace('~', '"') + "}}");
        assertThat(String.join(",", new TreeSet<>(seen.ignored()))).isEqualTo(words);
    }

    private static ContainerStatus container(String status) {
        return pod("""
                {"kind": "Pod", "metadata": {"name": "p", "uid": "u"},
                 "spec": {"containers": [{"name": "app", "image": "web:2", "readinessProbe": {}}]},
                 "status": {"containerStatuses": [%s]}}
                """.formatted(status)).containers().get(0);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + "Z");
    }
}
