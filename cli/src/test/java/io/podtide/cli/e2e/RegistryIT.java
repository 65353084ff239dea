package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.ComposeFile;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.wire.registry.RegistryAddress;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ids of a registry in place of ours: others read by them, and a registry that is away loses nothing. */
@Timeout(400)
class RegistryIT {

    private static final String SCENARIO = "a10-bad-rollout";

    @TempDir
    Path directory;

    @Test
    @Tag("slow")
    void aRegistryThatIsAwayIsNamedAndNothingIsLostOrPutAside() throws Exception {
        var observations = Scenario.observations(new Scenario(SCENARIO));
        int half = observations.size() / 2;
        try (var broker = TestKafka.start(directory.resolve("broker"));
                var registry = new LocalRegistry()) {
            var platform = platform(broker, registry.url());
            var state = directory.resolve("streams");
            var byEnvironment = Map.of("PODTIDE_SCHEMA_REGISTRY", registry.url());
            try (var streams = StreamsProcess.start(platform, "before", state, byEnvironment)) {
                platform.play(observations.subList(0, half), Speed.MAX);
                assertThat(platform.incidents()).isNotEmpty();
                streams.kill();
            }
            platform.play(observations.subList(half, observations.size()), Speed.MAX);

            registry.goAway();
            try (var without = UpProcess.command(List.of(
                    "streams",
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--partitions",
                    "1",
                    "--state-dir",
                    state.toString(),
                    "-P",
                    RegistryAddress.URL + "=" + registry.url()))) {
                assertThat(without.awaitEnd()).isEqualTo(3);
                assertThat(String.join("\n", without.err()))
                        .contains("Cannot reach the schema registry at " + registry.url());
            }
            registry.comeBack();

            try (var streams = streams(platform, registry.url(), "after", state)) {
                Revisions.assertSame(platform.incidents(), expected(observations));
                assertThat(streams.says()).doesNotContain("schema registry at");
            }
            assertThat(new ConfluentConsumer(registry.url())
                            .read(platform.kafka().client("test"), Topics.DEAD_LETTERS))
                    .isEmpty();
            readByOthers(platform, registry.url(), expected(observations));
        }
    }

    /** A real one, of the registry's own release, as docker-compose.yml has it. */
    @Test
    @Tag("nightly")
    void apicurioIsOneAndFindsItsSchemasAgainInKafka() throws Exception {
        var observations = Scenario.observations(new Scenario(SCENARIO));
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            Platform platform;
            try (var registry = apicurio(broker, "before")) {
                platform = platform(broker, registry.url());
                try (var streams = streams(platform, registry.url(), "streams", directory.resolve("streams"))) {
                    platform.play(observations, Speed.MAX);
                    Revisions.assertSame(platform.incidents(), expected(observations));
                    streams.kill();
                }
            }
            try (var registry = apicurio(broker, "after")) {
                readByOthers(platform, registry.url(), expected(observations));
            }
        }
    }

    /** Its Kafka alone is another one. */
    private ApicurioProcess apicurio(TestKafka broker, String name) throws IOException {
        var service = Objects.requireNonNull(ComposeFile.read().services().get("registry"));
        var environment = service.environment();
        assertThat(environment.put("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", broker.bootstrapServers()))
                .isNotNull();
        return ApicurioProcess.start(directory.resolve(name + ".log"), environment);
    }

    private Platform platform(TestKafka broker, String registry) {
        var ids = SchemaIds.from(Map.of(RegistryAddress.URL, registry));
        var made = Platform.on(broker, 1, directory);
        return new Platform(made.kafka(), Topics.of(ids), made.rules(), made.partitions(), directory);
    }

    private static StreamsProcess streams(Platform platform, String registry, String name, Path state)
            throws IOException {
        return StreamsProcess.start(platform, name, state, "--schema-registry", registry);
    }

    private static List<Incident> expected(List<Observation> observations) {
        return Scenario.detected(RuleBook.DEFAULTS, observations);
    }

    private static void readByOthers(Platform platform, String registry, List<Incident> expected) throws IOException {
        var others = new ConfluentConsumer(registry);
        assertThat(others.read(platform.kafka().client("test"), Topics.INCIDENTS))
                .extracting(RegistryIT::line)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(RegistryIT::line).toList());
        assertThat(others.names()).hasSize(1).containsValue("io.podtide.schema.Incident");
        var ours = SchemaIds.fixed();
        assertThat(others.names().keySet()).allMatch(id -> ours.schemaOf(id).isEmpty());
    }

    private static String line(GenericRecord incident) {
        return incident.get("id") + " " + incident.get("revision") + " " + incident.get("state") + " "
                + incident.get("summary");
    }

    private static String line(Incident incident) {
        return incident.id() + " " + incident.revision() + " " + incident.state() + " " + incident.summary();
    }
}
