package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.broker.InProcessBroker;
import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about rules that talk to a Kafka. */
@Tag("slow")
class RulesCommandsIT {

    private static final int PARTITIONS = 3;
    private static final String DAY = "2026-11-21T";

    @TempDir
    Path directory;

    private InProcessBroker broker;
    private String servers;

    @BeforeEach
    void startKafka() {
        broker = InProcessBroker.start(directory.resolve("broker"));
        servers = broker.bootstrapServers();
    }

    @AfterEach
    void stopKafka() throws Exception {
        broker.close();
    }

    @Test
    void whatIsAppliedIsShownAndChangesAreTold() throws Exception {
        assertThat(podtide("rules", "show", "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(0, "", "no rule set has been published\n"));
        var file = file("rules: {oom: {kills: 3}} # three\n");
        assertThat(podtide("rules", "apply", file, "--dry-run", "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(0, "oom.kills: 3, was 2\n", "not published: 1 change\n"));
        assertThat(podtide("rules", "apply", file, "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(0, "oom.kills: 3, was 2\n", "published as rule set default: 1 change\n"));
        assertThat(podtide("rules", "apply", file, "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(0, "", "rule set default is the same: nothing changes\n"));
        var lab = file("overrides: [{match: {cluster: lab}, off: [oom]}]\n");
        assertThat(podtide("rules", "apply", lab, "--name", "lab", "--bootstrap-servers", servers)
                        .out())
                .isEqualTo("+ override (cluster=lab): off [oom]\n");
        assertThat(podtide("rules", "show", "--name", "default", "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(0, "rules: {oom: {kills: 3}} # three\n", ""));
        assertThat(podtide("rules", "show", "--bootstrap-servers", servers).out())
                .contains("# rule set default, published ", "# rule set lab, published ");
    }

    @Test
    void rulesWithAMistakeAreNotPublished() throws Exception {
        var file = file("rules: {oom: {kils: 3}}\n");
        assertThat(podtide("rules", "apply", file, "--bootstrap-servers", servers))
                .isEqualTo(new CommandRun(2, "", file + ":1: rules.oom.kils: unknown key, did you mean kills?\n"));
        assertThat(podtide("rules", "apply", file(""), "--name", "A B", "--bootstrap-servers", servers)
                        .exitCode())
                .isEqualTo(2);
        assertThat(podtide("rules", "show", "--bootstrap-servers", servers).out())
                .isEmpty();
    }

    @Test
    void aRangeOfTheTopicsGivesWhatTheRecordingGives() throws Exception {
        play();
        var rules = file("""
                rules: {pending: {config-error: 3m, setup: 1m}, restart-loop: {restarts: 4, workload-restarts: 50}}
                overrides: [{match: {workload: trainer}, off: [oom]}]
                """);
        var recording = podtide("rules", "backtest", rules, "-o", "jsonl", "--recording", recording());
        var topics = backtest(rules, DAY + "00:00:00Z", DAY + "23:00:00Z", "-o", "jsonl");
        assertThat(recording.out()).contains("\"GAINED\"", "\"LOST\"", "\"MOVED\"");
        assertThat(topics.out()).isEqualTo(recording.out());
        assertThat(topics.err()).contains(recording.err()).contains(" between " + DAY + "00:00:00Z and ");
        assertThat(topics.exitCode()).isZero();

        assertThat(backtest(rules, DAY + "22:00:00Z", DAY + "23:00:00Z"))
                .extracting(CommandRun::out)
                .isEqualTo("");
        assertThat(backtest(rules, DAY + "23:00:00Z", DAY + "22:00:00Z").exitCode())
                .isEqualTo(2);
    }

    @Test
    void theRulesInForceAreWhatABacktestOfTheTopicsComparesWith() throws Exception {
        play();
        var rules = file("rules: {restart-loop: {restarts: 4, workload-restarts: 50}}");
        assertThat(podtide("rules", "apply", rules, "--bootstrap-servers", servers)
                        .exitCode())
                .isZero();
        assertThat(backtest(rules, DAY + "00:00:00Z", DAY + "23:00:00Z").err()).endsWith("0 gained, 0 lost, 0 moved\n");
        var defaults = file("");
        assertThat(backtest(rules, DAY + "00:00:00Z", DAY + "23:00:00Z", "--against", defaults)
                        .err())
                .doesNotEndWith("0 gained, 0 lost, 0 moved\n");
    }

    private CommandRun backtest(String rules, String from, String to, String... more) {
        var args = new ArrayList<>(
                List.of("rules", "backtest", rules, "--bootstrap-servers", servers, "--from", from, "--to", to));
        args.addAll(List.of(more));
        return podtide(args.toArray(String[]::new));
    }

    private void play() throws Exception {
        var kafka = KafkaSettings.of(servers, Map.of());
        TopicSetup.run(kafka, TopicSettings.keptBySize(PARTITIONS, 1L << 28), Duration.ofSeconds(30));
        try (var sink = KafkaSink.open(kafka, Topics.of(SchemaIds.fixed()), PARTITIONS, "test-ingest")) {
            for (var observation : Scenario.observations(Scenario.bundled())) {
                if (observation instanceof ClusterClock) {
                    sink.flush();
                }
                sink.accept(observation);
            }
            sink.flush();
        }
    }

    private String recording() throws IOException {
        var file = directory.resolve("mixed-fleet.jsonl.gz");
        try (var in = RulesCommandsIT.class.getResourceAsStream("/io/podtide/cli/up/mixed-fleet.jsonl.gz")) {
            Files.write(file, in == null ? new byte[0] : in.readAllBytes());
        }
        return file.toString();
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "rules", ".yaml"), yaml)
                .toString();
    }
}
