package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.CommandRun;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's commands are ones that there are, with files that are mounted. */
class ChartCommandsTest {

    private static final Pattern FILE = Pattern.compile("^--[a-z-]+=(/.+)$");
    private static final Pattern VARIABLE = Pattern.compile("\\bPODTIDE_[A-Z_]+");

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "central", "full"})
    void everyCommandCanBeGiven(String values) {
        assertThat(Chart.with(values).workloads()).hasSizeGreaterThan(1).allSatisfy(one -> {
            var parsed = CommandRun.model().parseArgs(one.args().toArray(String[]::new));
            var commands = parsed.asCommandLineList();
            assertThat(commands.get(1).getCommandName()).isEqualTo(one.role());
            assertThat(commands.get(commands.size() - 1).getUnmatchedArguments())
                    .isEmpty();
            var known = commands.stream()
                    .flatMap(command -> command.getCommandSpec().options().stream())
                    .flatMap(option -> Stream.of(option.description()))
                    .flatMap(text -> VARIABLE.matcher(text).results())
                    .map(found -> found.group())
                    .toList();
            assertThat(one.env().keySet())
                    .filteredOn(name -> name.startsWith("PODTIDE_"))
                    .isNotEmpty()
                    .isSubsetOf(known);
        });
    }

    @Test
    void rolesAreToldWhatValuesSay() {
        var chart = Chart.with("full");

        assertThat(chart.workload("ingest").args())
                .containsExactly(
                        "ingest",
                        "--bootstrap-servers=kafka-0.kafka:9093,kafka-1.kafka:9094",
                        "--partitions=24",
                        "--replication=3",
                        "--config=/etc/podtide/kafka/podtide.properties",
                        "--http-port=8080",
                        "--http-address=0.0.0.0",
                        "--in-cluster",
                        "--cluster-name=prod-eu-1",
                        "--lease",
                        "--lease-name=fleet-ingest",
                        "--property=kafka.linger.ms=20");
        assertThat(chart.workload("streams").args())
                .endsWith(
                        "--state-dir=/var/lib/podtide/streams",
                        "--threads=4",
                        "--standbys=2",
                        "--application-id=podtide-blue",
                        "--rules=/etc/podtide/rules/rules.yaml",
                        "--causes=/etc/podtide/rules/causes.yaml");
        assertThat(chart.workload("alerts").args())
                .endsWith("--alerts=/etc/podtide/alerts/alerts.yaml", "--instance-id=$(POD_NAME)");
        assertThat(chart.workload("trends").args())
                .startsWith("trends", "serve")
                .endsWith(
                        "--host=0.0.0.0",
                        "--port=8082",
                        "--tls-cert=/etc/podtide/tls/tls.crt",
                        "--tls-key=/etc/podtide/tls/tls.key",
                        "--keep=incidents=730d",
                        "--keep=occurrences=30d");
        assertThat(Chart.with("central").workload("ingest").args())
                .endsWith(
                        "--kubeconfig-dir=/etc/podtide/clusters",
                        "--name-by=file",
                        "--lease",
                        "--lease-namespace=podtide");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "central", "full"})
    void whatIsMountedIsThereAndWhatIsNamedIsMounted(String values) {
        var chart = Chart.with(values);
        assertThat(chart.workloads()).allSatisfy(one -> {
            var volumes = Stream.concat(
                            Manifests.each(one.pod().path("volumes")),
                            Manifests.each(one.json().at("/spec/volumeClaimTemplates"))
                                    .map(claim -> claim.path("metadata")))
                    .toList();
            var mounts = Manifests.each(one.container().path("volumeMounts"))
                    .map(mount -> mount.path("name").asText())
                    .toList();
            assertThat(volumes)
                    .extracting(volume -> volume.path("name").asText())
                    .containsExactlyInAnyOrderElementsOf(mounts);
            assertThat(one.mountPaths()).doesNotHaveDuplicates().contains("/tmp");
            for (var argument : one.args()) {
                var file = FILE.matcher(argument);
                if (file.matches()) {
                    assertThat(one.mountPaths()).anyMatch(path -> (file.group(1) + '/').startsWith(path + '/'));
                    configured(chart, one, Path.of(file.group(1)));
                }
            }
        });
    }

    /** A file of a ConfigMap of ours is in it. */
    private static void configured(Manifests chart, Workload one, Path file) {
        var directory = String.valueOf(file.getParent());
        var volumes = Manifests.each(one.container().path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals(directory))
                .map(mount -> mount.path("name"))
                .toList();
        Manifests.each(one.pod().path("volumes"))
                .filter(volume -> volumes.contains(volume.path("name")) && volume.has("configMap"))
                .map(volume ->
                        chart.one("ConfigMap", volume.at("/configMap/name").asText()))
                .forEach(map -> assertThat(map.path("data").has(String.valueOf(file.getFileName())))
                        .as(file.toString())
                        .isTrue());
    }
}
