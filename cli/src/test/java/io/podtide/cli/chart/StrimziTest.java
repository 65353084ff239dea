package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.wire.topic.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/strimzi}: topics as our roles make them, users with what {@code docs/security.md} grants them. */
class StrimziTest {

    @ParameterizedTest
    @ValueSource(strings = {"topics", "users"})
    void strimziTakesEveryManifest(String file) throws IOException {
        assertThat(read(file).all())
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(KubernetesModels.mistakes(manifest))
                        .as(manifest.toString())
                        .isEmpty());
    }

    @Test
    void aManifestThatStrimziWouldNotTakeIsFound() {
        var topic = "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: {name: a}, spec: {%s}}";
        assertThat(List.of("partition: 3", "partitions: many", "partitions: '3'"))
                .allSatisfy(wrong -> assertThat(KubernetesModels.mistakes(
                                Manifests.read(topic.formatted(wrong)).all().get(0)))
                        .hasSize(1));
    }

    @Test
    void topicsAreThoseThatRolesWouldMake() throws IOException {
        var expected = TopicSettings.keptByTime(12, (short) 3).topics().stream()
                .map(topic -> topic.name()
                        + ' '
                        + topic.numPartitions()
                        + ' '
                        + topic.replicationFactor()
                        + ' '
                        + new TreeMap<>(topic.configs()))
                .toList();

        assertThat(read("topics").all())
                .extracting(topic -> Manifests.name(topic)
                        + ' '
                        + topic.at("/spec/partitions").asInt()
                        + ' '
                        + topic.at("/spec/replicas").asInt()
                        + ' '
                        + config(topic))
                .containsExactlyElementsOf(expected);
    }

    private static Map<String, String> config(JsonNode topic) {
        var config = new TreeMap<String, String>();
        topic.at("/spec/config")
                .properties()
                .forEach(one -> config.put(one.getKey(), one.getValue().asText()));
        return config;
    }

    @Test
    void usersMayDoWhatTheDocumentationGrantsThem() throws IOException {
        var granted = new TreeSet<String>();
        for (var user : read("users").all()) {
            assertThat(user.at("/spec/authorization/type").asText()).isEqualTo("simple");
            for (var rule : user.at("/spec/authorization/acls")) {
                var resource = rule.path("resource");
                for (var operation : rule.path("operations")) {
                    granted.add(String.join(
                            " ",
                            Manifests.name(user),
                            operation.asText(),
                            resource.path("type").asText(),
                            resource.path("name").asText(),
                            resource.path("patternType").asText()));
                }
            }
        }

        assertThat(granted).hasSizeGreaterThan(30).isEqualTo(documented());
    }

    /** The commands of docs/security.md, which other tests run against a broker. */
    private static Set<String> documented() throws IOException {
        var documented = new TreeSet<String>();
        for (var line : Files.readAllLines(Chart.ROOT.resolve("docs/security.md"))) {
            if (line.startsWith("kafka-acls.sh ")) {
                var words = Arrays.asList(line.split(" +", -1));
                var pattern = words.contains("prefixed") ? "prefix" : "literal";
                var user = after(words, "--allow-principal").get(0).replaceFirst("^User:", "");
                for (var operation : after(words, "--operation")) {
                    Map.of("topic", "--topic", "group", "--group", "transactionalId", "--transactional-id")
                            .forEach((type, option) -> after(words, option)
                                    .forEach(name ->
                                            documented.add(String.join(" ", user, operation, type, name, pattern))));
                }
            }
        }
        return documented;
    }

    private static List<String> after(List<String> words, String option) {
        return IntStream.range(1, words.size())
                .filter(i -> words.get(i - 1).equals(option))
                .mapToObj(words::get)
                .toList();
    }

    private static Manifests read(String file) throws IOException {
        return Manifests.read(Files.readString(Chart.ROOT.resolve("deploy/strimzi/" + file + ".yaml")));
    }
}
