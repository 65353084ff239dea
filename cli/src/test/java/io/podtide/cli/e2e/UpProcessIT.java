package io.podtide.cli.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.IncidentTopic;
import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.wire.IncidentJson;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class UpProcessIT {

    private static final Scenario SCENARIO = new Scenario("a10-bad-rollout");
    private static final Pattern BROKER = Pattern.compile("broker (\\S+:\\d+),");

    @TempDir
    Path directory;

    private String recording;
    private List<Incident> expected;

    @BeforeEach
    void aRecording() throws Exception {
        recording = SCENARIO.recording().toString();
        expected = Scenario.detected(RuleBook.DEFAULTS, Scenario.observations(SCENARIO));
    }

    @Test
    void aSecondStartTellsOnlyWhatIsOpenFromBefore() throws Exception {
        try (var first = start("--speed", "max", "--exit-when-done")) {
            assertThat(first.awaitEnd()).isZero();
            Revisions.assertSame(incidents(first.out()), expected);
        }
        try (var second = start("--speed", "max", "--exit-when-done")) {
            assertThat(second.awaitEnd()).isZero();
            var open = newest(expected).stream()
                    .filter(incident -> incident.state() != State.RESOLVED)
                    .map(IncidentJson::write)
                    .toList();
            assertThat(second.err())
                    .filteredOn(line -> line.contains("from before"))
                    .singleElement()
                    .asString()
                    .contains(newest(expected).size() + " incidents, " + open.size() + " not resolved");
            assertThat(second.out()).containsExactlyInAnyOrderElementsOf(open);
        }
    }

    @Test
    void oneDataDirectoryServesOneProcessAndSigtermEndsItWithItsBroker() throws Exception {
        try (var first = start("--speed", "max")) {
            first.awaitErr("played to its end");
            var children = first.children();
            assertThat(children).hasSize(1);

            try (var second = start("--speed", "max")) {
                assertThat(second.awaitEnd()).isEqualTo(3);
                assertThat(second.out()).isEmpty();
                assertThat(second.err())
                        .singleElement()
                        .asString()
                        .startsWith("podtide up: the data directory ")
                        .contains("is in use by another podtide");
            }

            first.terminate();
            assertThat(first.awaitEnd()).isIn(0, 143);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            Revisions.assertSame(incidents(first.out()), expected);
        }
    }

    @Test
    void killedInMidRecordingItTakesItsBrokerAlongAndTheNextStartTellsTheRest() throws Exception {
        try (var first = start("--speed", "300x")) {
            first.awaitOut("RESTART_LOOP");
            var children = first.children();
            assertThat(children).hasSize(1);

            first.kill();
            first.awaitEnd();
            for (var child : children) {
                child.onExit().get(30, SECONDS);
            }
        }
        try (var second = start("--speed", "max")) {
            var broker = BROKER.matcher(second.awaitErr("schema registry"));
            assertThat(broker.find()).isTrue();
            second.awaitErr("played to its end");
            Revisions.assertSame(onTopic(broker.group(1)), expected);
            second.terminate();
            assertThat(second.awaitEnd()).isIn(0, 143);
        }
    }

    private UpProcess start(String... options) throws Exception {
        var all = new ArrayList<>(List.of("--recording", recording));
        all.addAll(List.of(options));
        return UpProcess.start(directory, all.toArray(String[]::new));
    }

    private static List<Incident> incidents(List<String> lines) {
        return lines.stream().map(IncidentJson::parse).toList();
    }

    private static List<Incident> newest(List<Incident> revisions) {
        return revisions.stream()
                .filter(i -> revisions.stream()
                        .noneMatch(other -> other.id().equals(i.id()) && other.revision() > i.revision()))
                .toList();
    }

    private static List<Incident> onTopic(String bootstrapServers) {
        var incidents = new ArrayList<Incident>();
        try (var topic =
                IncidentTopic.open(KafkaSettings.of(bootstrapServers, Map.of()), Topics.of(SchemaIds.fixed()))) {
            topic.readKnown(incidents::add);
        }
        return incidents;
    }
}
