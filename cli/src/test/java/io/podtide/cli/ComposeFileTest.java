package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.podtide.cli.ComposeFile.Mount;
import io.podtide.cli.ComposeFile.Service;
import io.podtide.trends.http.ApiSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** {@code docker-compose.yml} is one, and names only what there is. An engine runs it in {@code deploy/image/test.sh}. */
class ComposeFileTest {

    private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+(\\.\\d+)?(-[a-z]+)?");

    private ComposeFile compose;

    @BeforeEach
    void read() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    void theSpecificationsSchemaTakesIt() throws IOException {
        assertThat(mistakes(compose.json().toString())).isEmpty();
        assertThat(mistakes("{\"services\":{\"kafka\":{\"imagge\":\"apache/kafka\"}}}"))
                .as("a misspelt key")
                .isNotEmpty();
    }

    private static List<String> mistakes(String json) throws IOException {
        try (var schema = ComposeFileTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            var tree = new ObjectMapper().readTree(schema);
            withoutNames(tree);
            withOptionalDependencies(tree);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(tree.toString(), InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    /** Its names for itself and its parts are spelt as no draft has them; what refers to a part goes by its place. */
    private static void withoutNames(JsonNode tree) {
        if (tree instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove(List.of("$schema", "id"));
        }
        tree.forEach(ComposeFileTest::withoutNames);
    }

    /** It is of 2021, before there were any. */
    private static void withOptionalDependencies(JsonNode tree) {
        var dependency = tree.at("/definitions/service/properties/depends_on/oneOf/1/patternProperties")
                .elements()
                .next();
        ((ObjectNode) dependency.path("properties")).putObject("required").put("type", "boolean");
    }

    @Test
    void imagesHaveAVersionAndKafkaAndTheRegistryAreThoseWeTestWith() throws IOException {
        assertThat(service("kafka").image()).isEqualTo("apache/kafka:" + version("kafka"));
        assertThat(service("registry").image()).isEqualTo("apicurio/apicurio-registry:" + version("apicurio"));
        assertThat(compose.services().values())
                .filteredOn(service -> !service.isPodtide())
                .hasSize(6)
                .allSatisfy(service -> assertThat(service.image()).matches(PINNED));
    }

    private static String version(String of) throws IOException {
        var version = Pattern.compile("<" + of + ".version>(.*)</" + of + ".version>")
                .matcher(Files.readString(ComposeFile.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void commandsAndVariablesAreOnesThatPodtideKnows() {
        assertThat(podtides()).hasSize(6).allSatisfy(service -> {
            var words = new ArrayList<>(service.command());
            words.add("--bootstrap-servers=" + service.environment().get("PODTIDE_BOOTSTRAP_SERVERS"));
            var command =
                    CommandRun.model().parseArgs(words.toArray(String[]::new)).asCommandLineList();
            var known = variables(command.get(command.size() - 1).getCommandSpec());
            assertThat(service.environment().keySet())
                    .filteredOn(name -> name.startsWith("PODTIDE_"))
                    .isNotEmpty()
                    .isSubsetOf(known);
        });
    }

    /** Those that an option takes its value from; tokens are read elsewhere. */
    private static List<String> variables(CommandSpec command) {
        var variable = Pattern.compile("\\bPODTIDE_[A-Z_]+");
        return command.options().stream()
                .flatMap(option ->
                        Stream.concat(Stream.ofNullable(option.defaultValue()), Stream.of(option.description())))
                .flatMap(text -> variable.matcher(text).results())
                .map(found -> found.group())
                .toList();
    }

    @Test
    void oneServiceBuildsTheImageForAllAndNobodyPullsIt() {
        assertThat(podtides())
                .allMatch(service -> service.json().path("pull_policy").asText().equals("never"))
                .filteredOn(service -> service.json().has("build"))
                .singleElement()
                .satisfies(service -> assertThat(service.profiles()).containsExactlyInAnyOrder("minimal", "full"));
    }

    @Test
    void aKubeconfigIsAskedForByANameOfOursAndHasToBeThere() throws IOException {
        assertThat(Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml")))
                .contains("source: ${PODTIDE_KUBECONFIG:-/dev/null}")
                .doesNotContain("${KUBECONFIG");
        var ingest = service("ingest");
        var inside = Objects.requireNonNull(ingest.environment().get("KUBECONFIG"));
        assertThat(ingest.mounts()).contains(new Mount("/dev/null", inside));
        assertThat(ingest.json().path("volumes").path(0).path("bind").path("create_host_path"))
                .isEqualTo(BooleanNode.FALSE);
    }

    @Test
    void theSmallProfileHasTheMemoryThatItSays() throws IOException {
        int mebibytes = compose.services().values().stream()
                .filter(service -> service.profiles().contains("minimal"))
                .mapToInt(service -> mebibytes(service.json().path("mem_limit").asText()))
                .sum();
        assertThat(Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml")))
                .contains("the page; " + mebibytes / 1024 + " GB at most");
        assertThat(mebibytes % 1024).isZero();
    }

    private static int mebibytes(String limit) {
        int number = Integer.parseInt(limit.substring(0, limit.length() - 1));
        return limit.endsWith("g") ? 1024 * number : number;
    }

    @Test
    void kafkasVariablesAreItsSettings() {
        var settings = AbstractKafkaConfig.CONFIG_DEF.names();
        assertThat(service("kafka").environment().keySet())
                .filteredOn(name -> !name.equals("KAFKA_HEAP_OPTS")) // of its scripts
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(settings)
                        .contains(name.replaceFirst("^KAFKA_", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.')));
    }

    @Test
    void grafanaIsToldAllThatItsFilesAskFor() throws IOException {
        var asked = new TreeSet<String>();
        try (var files = Files.walk(ComposeFile.ROOT.resolve("deploy/grafana/provisioning"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\\$\\{(\\w+)}")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> asked.add(found.group(1)));
            }
        }
        assertThat(service("grafana").environment().keySet().stream().filter(name -> name.startsWith("PODTIDE_")))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void whatIsMountedIsThere() throws IOException {
        var used = new HashSet<String>();
        for (var service : compose.services().values()) {
            for (var mount : service.mounts()) {
                if (mount.isVolume()) {
                    used.add(mount.source());
                } else if (mount.source().startsWith(".")) {
                    assertThat(ComposeFile.ROOT.resolve(mount.source())).exists();
                }
            }
            for (var word : service.command()) {
                var file = word.replaceFirst("^--config.file=", "");
                if (file.startsWith("/etc/podtide/")) {
                    assertThat(service.mounts()).extracting(Mount::target).contains(file);
                }
            }
        }
        assertThat(compose.json().path("volumes").fieldNames()).toIterable().hasSameElementsAs(used);
    }

    @Test
    void portsAreOfLoopbackAndOnesThatPodtideListensAt() throws IOException {
        var dockerfile = Files.readString(ComposeFile.ROOT.resolve("Dockerfile"));
        assertThat(compose.services().values().stream().flatMap(service -> service.ports().stream()))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        for (var service : podtides()) {
            var listens = valueAfter(service, service.command().contains("serve") ? "--port" : "--http-port");
            assertThat(dockerfile).containsPattern("(?m)^EXPOSE .*\\b" + listens + "\\b");
            assertThat(service.ports()).allMatch(port -> port.endsWith(":" + listens));
        }
        assertThat(dockerfile)
                .containsPattern("(?m)^EXPOSE .*\\b" + valueAfter(service("streams"), "--registry-port") + "\\b");
    }

    @Test
    void allRolesTakeIdsFromTheRegistryOfItsProfileWhereDotEnvSaysSo() throws IOException {
        var lines = Files.readAllLines(ComposeFile.ROOT.resolve(".env"));
        assertThat(lines).contains("COMPOSE_PROFILES=full", "#COMPOSE_PROFILES=full,registry");
        var named = lines.stream()
                .filter(line -> line.startsWith("#PODTIDE_SCHEMA_REGISTRY="))
                .map(line -> URI.create(line.substring(line.indexOf('=') + 1)))
                .toList();
        assertThat(named).singleElement().satisfies(url -> {
            assertThat(service(url.getHost()).profiles()).containsExactly("registry");
            assertThat(service(url.getHost()).ports()).containsExactly("127.0.0.1:8081:" + url.getPort());
            assertThat(Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml")))
                    .contains(
                            "PODTIDE_SCHEMA_REGISTRY=" + url + " docker compose --profile full --profile registry up");
        });
        assertThat(podtides())
                .allSatisfy(service -> assertThat(service.environment())
                        .containsEntry("PODTIDE_SCHEMA_REGISTRY", "")
                        .containsEntry("PODTIDE_SCHEMA_REGISTRY_USER_INFO", ""));
    }

    @Test
    void thePageIsReachedFromOutsideWithATokenThatItTakes() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.command().contains("serve"))
                .hasSize(2)
                .allSatisfy(service -> assertThat(new ApiSettings(
                                valueAfter(service, "--host"),
                                Integer.parseInt(valueAfter(service, "--port")),
                                service.environment().get("PODTIDE_API_TOKEN"),
                                null))
                        .isNotNull()); // it refuses what it does not take
    }

    @Test
    void prometheusAsksWhoAnswers() throws IOException {
        var scraped = Pattern.compile("\"([a-z0-9-]+):(\\d+)\"")
                .matcher(Files.readString(ComposeFile.ROOT.resolve("deploy/compose/prometheus.yml")));
        var asked = new TreeSet<String>();
        while (scraped.find()) {
            asked.add(scraped.group(1));
            assertThat(valueAfter(service(scraped.group(1)), "--http-port")).isEqualTo(scraped.group(2));
        }
        assertThat(asked).containsExactly("alerts", "ingest", "streams", "streams-2", "trends");
    }

    @Test
    void prometheusHasTheRulesThatItLoads() throws IOException {
        var rules = Pattern.compile("(?m)^rule_files: \\[(.*)]$")
                .matcher(Files.readString(ComposeFile.ROOT.resolve("deploy/compose/prometheus.yml")));
        assertThat(rules.find()).isTrue();
        assertThat(service("prometheus").mounts())
                .contains(new Mount("./deploy/prometheus/podtide.rules.yaml", "/etc/podtide/" + rules.group(1)));
    }

    @Test
    void whoHasToBeWaitedForIsInTheSameProfilesAndSaysWhenItIsReady() {
        compose.services().forEach((name, service) -> {
            assertThat(service.profiles()).as(name).isNotEmpty().isSubsetOf("minimal", "full", "registry");
            service.json().path("depends_on").properties().forEach(other -> {
                if (other.getValue().path("required").asBoolean(true)) {
                    assertThat(service(other.getKey()).profiles()).as(name).containsAll(service.profiles());
                }
                assertThat(other.getValue().path("condition").asText()).isEqualTo("service_healthy");
                var checked = service(other.getKey());
                assertThat(checked.isPodtide() || checked.json().has("healthcheck"))
                        .as(other.getKey())
                        .isTrue();
            });
        });
    }

    @Test
    void rolesMayDoNoMoreThanTheyNeed() {
        assertThat(podtides()).allSatisfy(service -> {
            assertThat(service.json().path("read_only").asBoolean()).isTrue();
            assertThat(service.json().path("cap_drop").path(0).asText()).isEqualTo("ALL");
            assertThat(service.json().path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
        });
    }

    @Test
    void alertsGoToTheAlertmanagerThatIsThere() throws IOException {
        var file = ComposeFile.ROOT.resolve("deploy/compose/alerts.yaml");
        assertThat(CommandRun.podtide("alerts", "check", file.toString()).err()).isEmpty();
        var url = Pattern.compile("urls: \\[\"(.*?)\"").matcher(Files.readString(file));
        assertThat(url.find()).isTrue();
        assertThat(service(URI.create(url.group(1)).getHost()).ports())
                .containsExactly("127.0.0.1:" + URI.create(url.group(1)).getPort() + ":9093");
    }

    private Service service(String name) {
        assertThat(compose.services()).containsKey(name);
        return Objects.requireNonNull(compose.services().get(name));
    }

    private List<Service> podtides() {
        return compose.services().values().stream().filter(Service::isPodtide).toList();
    }

    private static String valueAfter(Service service, String option) {
        int at = service.command().indexOf(option);
        assertThat(at).as(option).isNotNegative();
        return service.command().get(at + 1);
    }
}
