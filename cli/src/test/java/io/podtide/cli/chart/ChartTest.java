package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import io.podtide.cli.kube.Rbac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders, and what it refuses. */
class ChartTest {

    private static final String RBAC = "deploy/rbac/ingest.yaml";

    @TempDir
    private Path directory;

    @Test
    void helmFindsNothingToBlame() {
        var result = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "central", "full"})
    void kubernetesTakesEveryManifest(String values) {
        var chart = Chart.with(values);

        assertThat(chart.all())
                .hasSizeGreaterThan(6)
                .allSatisfy(manifest -> assertThat(KubernetesModels.mistakes(manifest))
                        .as(manifest.toString())
                        .isEmpty());
        assertThat(chart.all().stream()
                        .map(manifest -> manifest.path("kind").asText() + ' ' + Manifests.name(manifest)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deployment     | /spec/template/spec/containers/0 | imagePullpolicy | "Always"            | imagePullpolicy
            Deployment     | /spec/template/spec/containers/0 | tty             | "yes"               | tty is no
            Deployment     | /spec                            | replicas        | "2"                 | replicas is no
            Deployment     | /spec                            | selector        | absent              | `selector` is not found
            ConfigMap      | /data                            | number          | 8080                | data[] is no
            ServiceMonitor | /spec                            | endpoint        | []                  | endpoint
            PrometheusRule | /spec/groups/0/rules/0           | for             | 5                   | for
            ServiceMonitor | /                                | specs           | {}                  | specs
            Gateway        | /                                | kind            | "Gateway"           | no such kind
            """)
    void aManifestThatKubernetesWouldNotTakeIsFound(String kind, String at, String field, String json, String said)
            throws IOException {
        var manifest = Chart.with("full").all().stream()
                .filter(one ->
                        kind.equals("Gateway") || one.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
        var broken = (ObjectNode) (at.equals("/") ? manifest : manifest.at(at));
        if (json.equals("absent")) {
            broken.remove(field);
        } else {
            broken.set(field, new ObjectMapper().readTree(json));
        }

        assertThat(KubernetesModels.mistakes(manifest)).first().asString().contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kafka: {bootstrapServers: kafka}                         | at '/kafka/bootstrapServers': 'kafka' does not match pattern
            kafka: {partition: 3}                                    | additional properties 'partition' not allowed
            kafka: {partitions: 0}                                   | at '/kafka/partitions': minimum: got 0, want 1
            kafka: {replication: 0}                                  | at '/kafka/replication'
            kafka: {properties: {security.protocol: SSL}}            | invalid propertyName 'security.protocol'
            kafka: {properties: {kafka.linger.ms: 20}}               | at '/kafka/properties/kafka.linger.ms': got number, want string
            ingest: {mode: incluster}                                | at '/ingest/mode': value must be one of 'in-cluster', 'central'
            streams: {replicas: two}                                 | at '/streams/replicas': got string, want integer
            streams: {persistence: {size: 10 gigabytes}}             | at '/streams/persistence/size'
            streams: {resources: {limit: {memory: 1Gi}}}             | additional properties 'limit' not allowed
            trends: {keep: {everything: 1d}}                         | invalid propertyName 'everything'
            image: {digest: latest}                                  | at '/image/digest'
            networkPolicy: {kafka: {ports: [70000]}}                 | at '/networkPolicy/kafka/ports/0': maximum: got 70,000, want 65,535
            replicas: 2                                              | additional properties 'replicas' not allowed
            kafka: {bootstrapServers: ""}                            | kafka.bootstrapServers: which Kafka?
            ingest: {clusterName: ""}                                | ingest.clusterName: nothing in a pod names its cluster
            ingest: {kubeconfigSecrets: [a]}                         | ingest.kubeconfigSecrets are for ingest.mode central
            ingest: {mode: central}                                  | ingest.clusterName is for ingest.mode in-cluster
            ingest: {mode: central, clusterName: ""}                 | ingest.kubeconfigSecrets: at least one Secret
            ingest: {mode: central, clusterName: "", kubeconfigSecrets: [a], leaseNamespace: ""} | ingest.replicas above 1 need ingest.leaseNamespace
            streams: {standbys: 2}                                   | streams.standbys: 2 copies beside the one in use need 3 streams.replicas
            alerts: {enabled: true}                                  | alerts.config: who is told of incidents?
            trends: {enabled: true}                                  | trends.database.secret
            trends: {enabled: true, database: {secret: a}}           | trends.token.secret
            streams: {kafka: {propertiesSecret: a, properties: {kafka.linger.ms: "20"}}} | streams has one or the other
            """)
    void aValueThatCannotBeMeantIsRefused(String value, String said) throws IOException {
        var values = new ObjectMapper()
                .readerForUpdating(
                        Manifests.read("{kafka: {bootstrapServers: 'kafka:9092'}, ingest: {clusterName: eu-1}}")
                                .all()
                                .get(0))
                .<ObjectNode>readValue(Manifests.read(value).all().get(0).toString());

        assertThatThrownBy(() -> Chart.of(values.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said);
    }

    @Test
    void ingestMayDoInItsClusterWhatTheManifestSaysAndNothingElse() throws IOException {
        var rendered = directory.resolve("rbac.yaml");
        var mapper = new ObjectMapper();
        var documents = new StringBuilder();
        for (var manifest : Chart.with("minimal").all()) {
            documents
                    .append("---\n")
                    .append(mapper.writeValueAsString(manifest))
                    .append('\n');
        }
        Files.writeString(rendered, documents);

        assertThat(Rbac.of(rendered).rules())
                .containsExactlyInAnyOrderElementsOf(
                        Rbac.of(Chart.ROOT.resolve(RBAC)).rules());
    }

    @Test
    void whoWatchesOtherClustersHasNoRightsHere() {
        var chart = Chart.with("central");

        assertThat(List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"))
                .allSatisfy(kind -> assertThat(chart.of(kind)).isEmpty());
        assertThat(chart.workloads())
                .allSatisfy(one -> assertThat(
                                one.pod().path("automountServiceAccountToken").asBoolean(true))
                        .isFalse());
    }

    @Test
    void oneInstanceOfEachRoleMayBeMissing() {
        var chart = Chart.with("full");

        assertThat(chart.names("PodDisruptionBudget"))
                .containsExactly("fleet-ingest", "fleet-streams", "fleet-alerts", "fleet-trends");
        assertThat(chart.of("PodDisruptionBudget")).allSatisfy(budget -> {
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
            assertThat(chart.workloads())
                    .filteredOn(one -> one.isSelectedBy(budget.at("/spec/selector/matchLabels")))
                    .hasSize(1);
        });
        assertThat(Chart.with("central").of("PodDisruptionBudget")).isEmpty();
    }
}
