package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboards are as Grafana wants them. */
class DashboardTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");

    @ParameterizedTest
    @CsvSource({"podtide-fleet.json,podtide-fleet", "podtide-pipeline.json,podtide-pipeline"})
    void theyNameWhatThereIs(String file, String uid) throws Exception {
        var dashboard = Dashboard.named(file);
        var json = dashboard.json();
        assertThat(json.path("uid").asText()).as("links lead to it").isEqualTo(uid);
        assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);

        var sources = Dashboard.dataSources();
        assertThat(sources)
                .isEqualTo(
                        Map.of("podtide-history", "grafana-postgresql-datasource", "podtide-prometheus", "prometheus"));
        for (var source : json.findValues("datasource")) {
            if (!source.path("type").asText().equals("grafana")) {
                assertThat(sources)
                        .containsEntry(
                                source.path("uid").asText(), source.path("type").asText());
            }
        }

        var variables = new TreeSet<String>();
        json.at("/templating/list")
                .forEach(one -> variables.add(one.path("name").asText()));
        for (var query : dashboard.queries()) {
            VARIABLE.matcher(query.text())
                    .results()
                    .forEach(used -> assertThat(variables).as(query.text()).contains(used.group(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"podtide-fleet.json", "podtide-pipeline.json"})
    void panelsHaveUnitsAndAPlaceOfTheirOwn(String file) throws Exception {
        var places = new HashSet<List<Integer>>();
        var ids = new HashSet<Integer>();
        for (var panel : Dashboard.named(file).panels()) {
            var title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            for (var cell : cells(panel.path("gridPos"))) {
                assertThat(places.add(cell))
                        .as("%s lies on another: %s", title, cell)
                        .isTrue();
            }
            if (List.of("stat", "timeseries", "barchart")
                    .contains(panel.path("type").asText())) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isNotEmpty();
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("targets")).as(title).isNotEmpty();
            }
        }
    }

    private static List<List<Integer>> cells(JsonNode at) {
        var cells = new java.util.ArrayList<List<Integer>>();
        for (int x = 0; x < at.path("w").asInt(); x++) {
            for (int y = 0; y < at.path("h").asInt(); y++) {
                cells.add(List.of(at.path("x").asInt() + x, at.path("y").asInt() + y));
                assertThat(at.path("x").asInt() + x).isLessThan(24);
            }
        }
        return cells;
    }
}
