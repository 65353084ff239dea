package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that come with the chart say the same as those that they are made after. */
class ChartFilesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| `(.*?)` \\|");

    @Test
    void theRulesForPrometheusAreOurs() throws IOException {
        var copy = Chart.DIRECTORY.resolve("files/podtide.rules.yaml");
        var source = Chart.ROOT.resolve("deploy/prometheus/podtide.rules.yaml");

        assertThat(copy).as("cp " + source + ' ' + copy).hasSameTextualContentAs(source);
        var groups = Manifests.read(Files.readString(source)).all().get(0).path("groups");
        assertThat(Chart.with("full").one("PrometheusRule", "fleet").at("/spec/groups"))
                .isEqualTo(groups);
        assertThat(Manifests.each(groups).map(group -> group.path("name").asText()))
                .containsExactly("podtide-ingest", "podtide-streams", "podtide-alerts", "podtide-trends");
    }

    @Test
    void rolesThatAreNotRunAreNotMissed() throws IOException {
        var chart = Chart.of(
                "{kafka: {bootstrapServers: 'kafka:9092'}, ingest: {clusterName: a}, prometheusRule: {enabled: true}}");

        assertThat(Manifests.each(chart.one("PrometheusRule", "podtide").at("/spec/groups"))
                        .map(group -> group.path("name").asText()))
                .containsExactly("podtide-ingest", "podtide-streams");
    }

    @Test
    void itInstallsTheVersionThatIsBuilt() throws IOException {
        var pom = Pattern.compile("<artifactId>podtide</artifactId>\\s*<version>(.*)</version>")
                .matcher(Files.readString(Chart.ROOT.resolve("pom.xml")));
        assertThat(pom.find()).isTrue();

        assertThat(Manifests.read(Files.readString(Chart.DIRECTORY.resolve("Chart.yaml")))
                        .all()
                        .get(0)
                        .path("appVersion")
                        .asText())
                .isEqualTo(pom.group(1));
    }

    @Test
    void everyValueIsInTheReadmeWithItsDefault() throws IOException {
        var told = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Chart.DIRECTORY.resolve("README.md")))
                .results()
                .forEach(row -> told.put(row.group(1), row.group(2)));
        var expected = new TreeMap<String, String>();
        defaults().forEach((key, value) -> expected.put(key, value.toString()));

        assertThat(told).isEqualTo(expected);
    }

    @Test
    void everyValueThatTheSchemaKnowsHasADefault() throws IOException {
        var schema = new ObjectMapper()
                .readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
        var without = new ArrayList<String>();
        withoutDefault(schema, schema, values(), "", without);

        assertThat(without).containsExactly("global"); // Helm's own
    }

    private static void withoutDefault(
            JsonNode root, JsonNode schema, JsonNode values, String path, List<String> without) {
        var reference = schema.path("$ref").asText();
        var object = reference.isEmpty() ? schema : root.at(reference.substring(1));
        for (var property : object.path("properties").properties()) {
            var value = values.path(property.getKey());
            if (value.isMissingNode()) {
                without.add(path + property.getKey());
            } else if (!property.getKey().equals("resources") && !value.isEmpty()) {
                withoutDefault(root, property.getValue(), value, path + property.getKey() + '.', without);
            }
        }
    }

    private static JsonNode values() throws IOException {
        return Manifests.read(Files.readString(Chart.DIRECTORY.resolve("values.yaml")))
                .all()
                .get(0);
    }

    /** Resources are one value, and maps that are empty. */
    private static Map<String, JsonNode> defaults() throws IOException {
        var defaults = new LinkedHashMap<String, JsonNode>();
        leaves(values(), "", defaults);
        return defaults;
    }

    private static void leaves(JsonNode object, String path, Map<String, JsonNode> leaves) {
        for (var property : object.properties()) {
            var name = path + property.getKey();
            if (property.getValue().isObject() && !property.getValue().isEmpty() && !name.endsWith(".resources")) {
                leaves(property.getValue(), name + '.', leaves);
            } else {
                leaves.put(name, property.getValue());
            }
        }
    }
}
