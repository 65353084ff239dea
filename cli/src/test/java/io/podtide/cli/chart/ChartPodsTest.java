package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.podtide.health.Health;
import io.podtide.health.HealthServer;
import io.podtide.health.Metrics;
import io.podtide.trends.http.ApiSettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's pods answer where they are asked, and have no more rights than they need. */
class ChartPodsTest {

    private static final Path DOCKERFILE = Chart.ROOT.resolve("Dockerfile");

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "central", "full"})
    void everyPodMeetsPodSecurityRestricted(String values) {
        assertThat(Chart.with(values).workloads()).allSatisfy(one -> {
            assertThat(one.pod().path("containers")).hasSize(1);
            assertThat(one.pod().has("initContainers")).isFalse();
            assertThat(one.pod().at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(one.pod().at("/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            var container = one.container().path("securityContext");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(Manifests.texts(container.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(container.at("/capabilities/add").isMissingNode()).isTrue();
            for (var host : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(one.pod().has(host)).isFalse();
            }
            assertThat(Manifests.each(one.container().path("ports"))).noneMatch(port -> port.has("hostPort"));
            assertThat(Manifests.each(one.pod().path("volumes")))
                    .allMatch(volume -> Stream.of("emptyDir", "configMap", "secret", "projected")
                            .anyMatch(volume::has));
            assertThat(one.container().at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(one.container().at("/resources/requests").properties()).hasSize(2);
        });
    }

    @Test
    void podsRunAsTheImagesUserUnlessThePlatformChooses() throws IOException {
        var context = Chart.with("minimal").workload("streams").pod().path("securityContext");
        assertThat(context.path("runAsUser").asInt()).isEqualTo(10001);
        assertThat(context.path("fsGroup").asInt()).isEqualTo(10001);
        var free = Chart.with("full").workload("streams").pod().path("securityContext");
        assertThat(free.has("runAsUser") || free.has("runAsGroup") || free.has("fsGroup"))
                .isFalse();

        assumeThat(DOCKERFILE).exists();
        assertThat(Files.readString(DOCKERFILE))
                .contains("\nUSER 10001:10001\n", "\nVOLUME /var/lib/podtide\n", "\nENTRYPOINT [\"podtide\"]\n")
                .containsPattern("(?m)^EXPOSE 8080 8081 8082$");
    }

    @Test
    void probesAndPrometheusAskWhereRolesAnswer() throws IOException {
        var paths = new HashSet<String>();
        var chart = Chart.with("full");
        assertThat(chart.workloads()).hasSize(4).allSatisfy(one -> {
            assertThat(one.value("--http-address")).isEqualTo("0.0.0.0");
            assertThat(one.port("http")).isEqualTo(Integer.parseInt(one.value("--http-port")));
            for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                var get = one.container().path(probe).path("httpGet");
                assertThat(get.path("port").asText()).isEqualTo("http");
                paths.add(get.path("path").asText());
            }
        });
        chart.one("ServiceMonitor", "fleet")
                .at("/spec/endpoints")
                .forEach(endpoint -> paths.add(endpoint.path("path").asText()));
        assertThat(paths).containsExactlyInAnyOrder("/health/live", "/health/ready", "/metrics");
        assertThat(answers(paths)).isEqualTo(Map.of("/health/live", 200, "/health/ready", 503, "/metrics", 200));
    }

    private static Map<String, Integer> answers(Set<String> paths) throws IOException {
        var answers = new HashMap<String, Integer>();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var metrics = new Metrics();
                var server = HealthServer.start(address, new Starting(), metrics)) {
            for (var path : paths) {
                var connection = (HttpURLConnection)
                        URI.create(server.url() + path).toURL().openConnection();
                answers.put(path, connection.getResponseCode());
            }
        }
        return answers;
    }

    private record Starting() implements Health {
        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public Map<String, @Nullable Object> report() {
            return Map.of();
        }
    }

    @Test
    void thePageIsReachedWithATokenThatItTakes() {
        var chart = Chart.with("full");
        var trends = chart.workload("trends");
        int port = Integer.parseInt(trends.value("--port"));

        assertThat(trends.port("page")).isEqualTo(port);
        assertThat(trends.env())
                .hasEntrySatisfying(
                        "PODTIDE_API_TOKEN",
                        token -> assertThat(
                                        token.at("/valueFrom/secretKeyRef/name").asText())
                                .isEqualTo("page-token"))
                .hasEntrySatisfying(
                        "PODTIDE_DATABASE",
                        url -> assertThat(url.at("/valueFrom/secretKeyRef/key").asText())
                                .isEqualTo("jdbc-uri"))
                .hasEntrySatisfying(
                        "PGPASSFILE",
                        file -> assertThat(trends.mountPaths())
                                .contains(Objects.requireNonNull(
                                                Path.of(file.path("value").asText())
                                                        .getParent())
                                        .toString()));
        assertThat(new ApiSettings(trends.value("--host"), port, "a-token-long-enough", null))
                .isNotNull();
        assertThat(trends.json().at("/spec/replicas").asInt()).isEqualTo(2);
        // A newer version changes tables, which an older one beside it would no longer know.
        assertThat(trends.json().at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    }

    @Test
    void stateIsOnVolumesOfItsOwnOrDiesWithThePod() {
        var kept = Chart.with("full").workload("streams").json();
        assertThat(kept.at("/spec/volumeClaimTemplates/0/spec/storageClassName").asText())
                .isEqualTo("fast");
        assertThat(kept.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage")
                        .asText())
                .isEqualTo("40Gi");
        var lost = Chart.with("central").workload("streams");
        assertThat(lost.json().at("/spec/volumeClaimTemplates").isMissingNode()).isTrue();
        assertThat(Manifests.each(lost.pod().path("volumes")))
                .anyMatch(volume -> volume.path("name").asText().equals("state") && volume.has("emptyDir"));
    }
}
