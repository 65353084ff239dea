package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.rules.Causes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Recordings of one cluster, played as if several clusters had lived through them at once. */
class FleetTest {

    @Test
    void theRegistryThatThreeClustersLackIsOneIncidentOfTheFleet() throws IOException {
        var told = played("k06-registry-outage", RuleBook.DEFAULTS, "a", "b", "c");
        var parents = opened(told, Scope.FLEET);
        assertThat(parents).hasSize(1);
        var parent = parents.get(0);
        assertThat(parent.kind()).isEqualTo(Kind.PENDING);
        assertThat(parent.cause()).isEqualTo("REGISTRY_UNREACHABLE");
        assertThat(parent.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(parent.causeDetail()).containsEntry("clusters", "3").containsEntry("workloads", "9");
        assertThat(newest(told))
                .filteredOn(i -> parent.id().equals(i.parentId()))
                .extracting(i -> i.scope() + " " + i.cluster())
                .containsExactlyInAnyOrder("CLUSTER a", "CLUSTER b", "CLUSTER c");
        for (var cluster : opened(told, Scope.CLUSTER)) {
            assertThat(newest(told))
                    .filteredOn(i -> cluster.id().equals(i.parentId()))
                    .hasSize(3)
                    .allMatch(i -> i.cluster().equals(cluster.cluster()));
        }
    }

    @Test
    void whatCrashesInThreeClustersIsOneIncidentOfTheFleet() throws IOException {
        var told = played("a01-exit1-crashloop", RuleBook.DEFAULTS, "a", "b", "c");
        assertThat(opened(told, Scope.FLEET))
                .extracting(i -> i.kind() + " " + i.cause())
                .containsExactly("RESTART_LOOP APPLICATION_ERROR");
    }

    @Test
    void inTwoClustersItIsNot() throws IOException {
        assertThat(opened(played("a01-exit1-crashloop", RuleBook.DEFAULTS, "a", "b"), Scope.FLEET))
                .isEmpty();
    }

    @Test
    void itIsResolvedWithTheLastAndAlwaysTheSame() throws IOException {
        var told = played("k06-registry-outage", Scenario.shortRules(), "a", "b", "c");
        assertThat(newest(told))
                .filteredOn(i -> i.scope() == Scope.FLEET)
                .extracting(Incident::state)
                .containsExactly(State.RESOLVED);
        assertThat(played("k06-registry-outage", Scenario.shortRules(), "c", "a", "b"))
                .extracting(Incident::id)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(Incident::id).toList());
    }

    private static List<Incident> played(String recording, RuleBook rules, String... clusters) throws IOException {
        var readers = new ArrayList<RecordingReader>();
        for (var cluster : clusters) {
            readers.add(reader(new Scenario(recording), cluster));
        }
        var detection = new Detection(rules, Causes.builtIn());
        var told = new ArrayList<Incident>();
        try (var player = new RecordingPlayer(readers, RoutingLabels.DEFAULT)) {
            player.forEachRemaining(observation -> told.addAll(detection.observe(observation)));
        }
        return told;
    }

    private static RecordingReader reader(Scenario scenario, String cluster) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(scenario.recording()))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"cluster\":\"real-k8s-1\"", "\"cluster\":\"" + cluster + "\"");
            var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return new RecordingReader(cluster, bytes, cluster, bad -> {
                throw new AssertionError("a bad line: " + bad);
            });
        }
    }

    private static List<Incident> opened(List<Incident> told, Scope scope) {
        return newest(told).stream()
                .filter(i -> i.scope() == scope && i.kind() != Kind.NODE_LOST)
                .toList();
    }

    private static List<Incident> newest(List<Incident> told) {
        return told.stream()
                .filter(i -> told.stream().noneMatch(o -> o.id().equals(i.id()) && o.revision() > i.revision()))
                .toList();
    }
}
