package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.simulate.fleet.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics in the shapes that kube-state-metrics publishes in its docs/metrics. */
class ClusterStateTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POD_OF_WEB = "namespace=\"shop\",deployment=\"web\"";

    private final ClusterState cluster = new ClusterState("c");

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private void see(int minute, Line.Type type, String object) throws JsonProcessingException {
        var json = object.replace('\'', '"');
        var line = new Line(minute(minute), "c", type, false, json.getBytes(StandardCharsets.UTF_8));
        cluster.see(line, JSON.readTree(json));
    }

    private static String pod(String name, int created, String owner, String more, String status) {
        var labels = more.isEmpty() ? "" : "," + more;
        return "{'kind':'Pod','metadata':{'name':'%s','namespace':'shop','uid':'uid-%s','creationTimestamp':'%s'%s%s},'status':{%s}}"
                .formatted(name, name, minute(created), owner, labels, status);
    }

    private static String ofReplicaSet(String hash) {
        return ",'ownerReferences':[{'kind':'ReplicaSet','name':'web-" + hash + "','controller':true}]";
    }

    private static String running(boolean ready) {
        return "'phase':'Running','conditions':[{'type':'Ready','status':'" + (ready ? "True" : "False") + "'}]";
    }

    private void web(int created, String hash, boolean ready) throws JsonProcessingException {
        see(
                created,
                Line.Type.ADDED,
                pod("web-" + hash + "-" + created, created, ofReplicaSet(hash), "", running(ready)));
    }

    private List<String> scrape(int minute) {
        return cluster.scrape(minute(minute)).stream()
                .map(sample -> sample.name() + "{" + sample.labels() + "} " + sample.value())
                .toList();
    }

    @Test
    void aPod() throws JsonProcessingException {
        see(0, Line.Type.ADDED, pod("one", 0, "", "", """
                'phase':'Running','conditions':[{'type':'Ready','status':'False'}],'containerStatuses':[{
                'name':'app','restartCount':7,'state':{'waiting':{'reason':'CrashLoopBackOff'}},
                'lastState':{'terminated':{'reason':'OOMKilled'}}}]"""));
        assertThat(scrape(1))
                .containsExactly(
                        "kube_pod_owner{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",owner_kind=\"<none>\",owner_name=\"<none>\",owner_is_controller=\"<none>\"} 1",
                        "kube_pod_status_phase{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",phase=\"Pending\"} 0",
                        "kube_pod_status_phase{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",phase=\"Succeeded\"} 0",
                        "kube_pod_status_phase{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",phase=\"Failed\"} 0",
                        "kube_pod_status_phase{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",phase=\"Unknown\"} 0",
                        "kube_pod_status_phase{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",phase=\"Running\"} 1",
                        "kube_pod_status_ready{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",condition=\"true\"} 0",
                        "kube_pod_status_ready{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",condition=\"false\"} 1",
                        "kube_pod_status_ready{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",condition=\"unknown\"} 0",
                        "kube_pod_container_status_restarts_total{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",container=\"app\"} 7",
                        "kube_pod_container_status_waiting_reason{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",container=\"app\",reason=\"CrashLoopBackOff\"} 1",
                        "kube_pod_container_status_last_terminated_reason{namespace=\"shop\",pod=\"one\",uid=\"uid-one\",container=\"app\",reason=\"OOMKilled\"} 1");
        see(2, Line.Type.DELETED, pod("one", 0, "", "", running(false)));
        assertThat(scrape(3)).isEmpty();
    }

    @Test
    void aNode() throws JsonProcessingException {
        see(0, Line.Type.ADDED, """
                {'kind':'Node','metadata':{'name':'n1'},'spec':{'unschedulable':true,'taints':[
                {'key':'node.kubernetes.io/unreachable','effect':'NoSchedule'}]},
                'status':{'conditions':[{'type':'Ready','status':'Unknown'}]}}""");
        assertThat(scrape(1))
                .containsExactly(
                        "kube_node_spec_unschedulable{node=\"n1\"} 1",
                        "kube_node_spec_taint{node=\"n1\",key=\"node.kubernetes.io/unreachable\",value=\"\",effect=\"NoSchedule\"} 1",
                        "kube_node_status_condition{node=\"n1\",condition=\"Ready\",status=\"true\"} 0",
                        "kube_node_status_condition{node=\"n1\",condition=\"Ready\",status=\"false\"} 0",
                        "kube_node_status_condition{node=\"n1\",condition=\"Ready\",status=\"unknown\"} 1");
    }

    private List<String> deployment(int minute) {
        return scrape(minute).stream()
                .filter(sample -> sample.startsWith("kube_deployment_"))
                .filter(sample -> !sample.endsWith("} 0"))
                .map(sample -> sample.replace(POD_OF_WEB, "").replace("kube_deployment_", ""))
                .toList();
    }

    @Test
    void aDeploymentThatRuns() throws JsonProcessingException {
        web(0, "a", true);
        web(1, "a", true);
        assertThat(deployment(60))
                .containsExactly(
                        "spec_replicas{} 2",
                        "status_replicas_available{} 2",
                        "status_replicas_updated{} 2",
                        "status_condition{,condition=\"Progressing\",status=\"true\"} 1");
    }

    @Test
    void aRolloutThatDoesNotGetOnIsStuckWhenItsDeadlineIsOver() throws JsonProcessingException {
        web(0, "a", true);
        web(1, "a", true);
        deployment(2);
        web(10, "b", false);
        assertThat(deployment(11))
                .contains("spec_replicas{} 2", "status_replicas_available{} 2", "status_replicas_updated{} 1");
        assertThat(deployment(20)).contains("status_condition{,condition=\"Progressing\",status=\"true\"} 1");
        assertThat(deployment(22)).contains("status_condition{,condition=\"Progressing\",status=\"false\"} 1");
    }

    @Test
    void aPodThatIsNotReadyAnyMoreIsNotARolloutThatIsStuck() throws JsonProcessingException {
        web(0, "a", true);
        deployment(1);
        see(2, Line.Type.MODIFIED, pod("web-a-0", 0, ofReplicaSet("a"), "", running(false)));
        assertThat(deployment(60))
                .containsExactly(
                        "spec_replicas{} 1",
                        "status_replicas_updated{} 1",
                        "status_condition{,condition=\"Progressing\",status=\"true\"} 1");
    }

    @Test
    void aDeploymentWantsAPodMoreThanItHasWhileItCannotCreateOne() throws JsonProcessingException {
        web(0, "a", true);
        see(1, Line.Type.ADDED, """
                {'kind':'Event','reason':'FailedCreate','involvedObject':{'kind':'ReplicaSet','namespace':'shop','name':'web-a'}}""");
        assertThat(deployment(2)).contains("spec_replicas{} 2", "status_replicas_available{} 1");
        web(3, "a", true);
        assertThat(deployment(4)).contains("spec_replicas{} 2", "status_replicas_available{} 2");
    }

    @Test
    void podsOnTheirWayOutDoNotCount() throws JsonProcessingException {
        web(0, "a", true);
        see(
                1,
                Line.Type.ADDED,
                pod("web-a-1", 1, ofReplicaSet("a"), "'deletionTimestamp':'2026-03-01T12:02:00Z'", running(true)));
        assertThat(deployment(2)).contains("spec_replicas{} 1", "status_replicas_available{} 1");
    }

    @Test
    void aStatefulSet() throws JsonProcessingException {
        var owner = ",'ownerReferences':[{'kind':'StatefulSet','name':'db','controller':true}]";
        see(0, Line.Type.ADDED, pod("db-0", 0, owner, "'labels':{'controller-revision-hash':'db-1'}", running(true)));
        see(1, Line.Type.ADDED, pod("db-1", 1, owner, "'labels':{'controller-revision-hash':'db-2'}", running(false)));
        assertThat(scrape(2))
                .contains(
                        "kube_statefulset_replicas{namespace=\"shop\",statefulset=\"db\"} 2",
                        "kube_statefulset_status_replicas_ready{namespace=\"shop\",statefulset=\"db\"} 1",
                        "kube_statefulset_status_replicas_updated{namespace=\"shop\",statefulset=\"db\"} 1");
    }

    private List<String> jobs(int minute) {
        return scrape(minute).stream()
                .filter(sample -> sample.startsWith("kube_job_"))
                .toList();
    }

    @Test
    void aJobThatGaveUpFailsUntilItIsDeleted() throws JsonProcessingException {
        var owner = ",'ownerReferences':[{'kind':'Job','name':'night-29920367','controller':true}]";
        see(0, Line.Type.ADDED, pod("night-29920367-x", 0, owner, "", "'phase':'Pending'"));
        assertThat(jobs(1))
                .containsExactly(
                        "kube_job_status_start_time{namespace=\"shop\",job_name=\"night-29920367\"} 1772366400",
                        "kube_job_status_active{namespace=\"shop\",job_name=\"night-29920367\"} 1");
        see(2, Line.Type.ADDED, """
                {'kind':'Event','reason':'BackoffLimitExceeded','involvedObject':{'kind':'Job','namespace':'shop','name':'night-29920367'}}""");
        assertThat(jobs(3))
                .contains("kube_job_failed{namespace=\"shop\",job_name=\"night-29920367\",condition=\"true\"} 1");
        see(4, Line.Type.ADDED, """
                {'kind':'Event','reason':'SuccessfulDelete','message':'Deleted job night-29920367',
                'involvedObject':{'kind':'CronJob','namespace':'shop','name':'night'}}""");
        assertThat(jobs(5)).noneMatch(sample -> sample.startsWith("kube_job_failed"));
    }

    @Test
    void withItsLastPodANamespaceIsForgotten() throws JsonProcessingException {
        see(0, Line.Type.ADDED, """
                {'kind':'Event','reason':'DeadlineExceeded','involvedObject':{'kind':'Job','namespace':'shop','name':'late'}}""");
        web(1, "a", true);
        assertThat(scrape(2)).isNotEmpty();
        see(3, Line.Type.DELETED, pod("web-a-1", 1, ofReplicaSet("a"), "", running(false)));
        assertThat(scrape(4)).isEmpty();
    }
}
