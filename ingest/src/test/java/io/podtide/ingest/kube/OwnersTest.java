package io.podtide.ingest.kube;

import static io.podtide.ingest.kube.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ReplicaSet,            web-7d4b9c6f5d,          pod-template-hash=7d4b9c6f5d,          Deployment shop/web
                    ReplicaSet,            web-7d4b9c6f5d,          pod-template-hash=other,               ReplicaSet shop/web-7d4b9c6f5d
                    ReplicaSet,            web-85479d4d,            pod-template-hash=41035808,            Deployment shop/web
                    ReplicaSet,            web-769db9769b,          pod-template-hash=3258653256,          Deployment shop/web
                    ReplicaSet,            web-75675f5897,          pod-template-hash=3123191453,          Deployment shop/web
                    ReplicaSet,            web-41035808,            pod-template-hash=41035808,            Deployment shop/web
                    ReplicaSet,            web-85479d4d,            pod-template-hash=41035809,            ReplicaSet shop/web-85479d4d
                    ReplicaSet,            web,                     app=web,                               ReplicaSet shop/web
                    ReplicaSet,            web-66c5b9f4d,           rollouts-pod-template-hash=66c5b9f4d,  Rollout shop/web
                    Job,                   report-29394720,         app=report,                            CronJob shop/report
                    Job,                   report-1763683200,       app=report,                            CronJob shop/report
                    Job,                   migrate-20261121,        app=report,                            Job shop/migrate-20261121
                    Job,                   report-7,                app=report,                            Job shop/report-7
                    StatefulSet,           db,                      app=db,                                StatefulSet shop/db
                    DaemonSet,             agent,                   app=agent,                             DaemonSet shop/agent
                    ReplicationController, web-3,                   deploymentconfig=web,                  DeploymentConfig shop/web
                    ReplicationController, web-3,                   deployment=web-3,                      DeploymentConfig shop/web
                    ReplicationController, web-3,                   app=web,                               ReplicationController shop/web-3
                    Node,                  node-a,                  tier=control-plane,                    Pod shop/pod-0
                    Workflow,              nightly,                 app=nightly,                           Workflow shop/nightly
                    """)
    void aPodBelongsToWhatPeopleNamed(String ownerKind, String ownerName, String label, String workload) {
        var pair = label.split("=", -1);
        var owner = "{\"kind\": \"%s\", \"name\": \"%s\", \"controller\": true}".formatted(ownerKind, ownerName);

        assertThat(ownedBy(owner, "\"%s\": \"%s\"".formatted(pair[0], pair[1]))).isEqualTo(workload);
    }

    @Test
    void theControllerCountsWhereverItStands() {
        assertThat(ownedBy("""
                        {"kind": "Foo", "name": "first"}, {"kind": "StatefulSet", "name": "db", "controller": true}""", "")).isEqualTo("StatefulSet shop/db");
        assertThat(ownedBy("{\"kind\": \"Foo\", \"name\": \"first\"}, {\"kind\": \"Bar\", \"name\": \"second\"}", ""))
                .isEqualTo("Foo shop/first");
    }

    @Test
    void aPodNobodyOwnsStandsForItself() {
        assertThat(ownedBy("", "")).isEqualTo("Pod shop/pod-0");
        assertThat(ownedBy("{\"kind\": \"\", \"name\": \"\"}", "")).isEqualTo("Pod shop/pod-0");
    }

    @Test
    void openShiftNamesTheDeploymentConfigInAnAnnotation() {
        var seen = pod("""
                {"kind": "Pod", "metadata": {"name": "web-3-abcde", "namespace": "shop", "uid": "u",
                 "annotations": {"openshift.io/deployment-config.name": "web"},
                 "ownerReferences": [{"kind": "ReplicationController", "name": "web-3", "controller": true}]}}
                """);

        assertThat(seen.workload().display()).isEqualTo("DeploymentConfig shop/web");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ReplicaSet,       web-7d4b9c6f5d,    Deployment shop/web
                    ReplicaSet,       web-aeiou,         ReplicaSet shop/web-aeiou
                    Job,              report-29394720,   CronJob shop/report
                    Job,              report,            Job shop/report
                    StatefulSet,      db,                StatefulSet shop/db
                    DaemonSet,        agent,             DaemonSet shop/agent
                    Deployment,       web,               Deployment shop/web
                    CronJob,          report,            CronJob shop/report
                    """)
    void whatAnEventIsAboutTellsTheWorkload(String kind, String name, String workload) {
        assertThat(ofRegarding(kind, name).display()).isEqualTo(workload);
    }

    @ParameterizedTest
    @CsvSource({"Node, node-a", "Pod, web-1", "PersistentVolumeClaim, data-db-0"})
    void thingsThatRunNothingAreNoWorkload(String kind, String name) {
        assertThat(ofRegarding(kind, name)).isNull();
    }

    private static io.podtide.detect.observation.Workload ofRegarding(String kind, String name) {
        return Owners.ofRegarding(
                Cluster.named("prod-1"),
                new KubeObject.Reference(kind, "shop", name, "", ""),
                Instant.parse("2025-11-21T00:00:00Z"));
    }

    private static String ownedBy(String owners, String labels) {
        return pod("""
                {"kind": "Pod", "metadata": {"name": "pod-0", "namespace": "shop", "uid": "u",
                 "creationTimestamp": "2025-11-21T00:00:10Z", "labels": {%s}, "ownerReferences": [%s]}}
                """.formatted(labels, owners)).workload().display();
    }
}
