package io.podtide.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A dashboard of {@code deploy/grafana}, as Grafana reads it. */
record Dashboard(JsonNode json) {

    static final Path FOLDER = Path.of("..", "deploy", "grafana");

    /**
     * A query of a panel, or of a variable.
     *
     * @param of title of the panel, or name of the variable
     * @param format as the panel wants it; empty for a variable
     */
    record Query(String of, String format, String dataSource, String text) {}

    static Dashboard named(String name) throws IOException {
        return new Dashboard(new ObjectMapper()
                .readTree(FOLDER.resolve("dashboards").resolve(name).toFile()));
    }

    /** Uids of the data sources that are provisioned, and their types. */
    static Map<String, String> dataSources() throws IOException {
        var file = FOLDER.resolve("provisioning/datasources/podtide.yaml").toFile();
        var types = new LinkedHashMap<String, String>();
        new YAMLMapper()
                .readTree(file)
                .path("datasources")
                .forEach(one ->
                        types.put(one.path("uid").asText(), one.path("type").asText()));
        return types;
    }

    List<JsonNode> panels() {
        var panels = new ArrayList<JsonNode>();
        json.path("panels").forEach(panel -> {
            panels.add(panel);
            panel.path("panels").forEach(panels::add); // of a row that is folded
        });
        return panels;
    }

    /** Of panels and of variables. */
    List<Query> queries() {
        var queries = new ArrayList<Query>();
        for (var panel : panels()) {
            for (var target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(),
                        target.path("format").asText(),
                        target.at("/datasource/uid").asText(),
                        target.has("rawSql")
                                ? target.path("rawSql").asText()
                                : target.path("expr").asText()));
            }
        }
        for (var variable : json.at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                var query = variable.path("query");
                queries.add(new Query(
                        Objects.requireNonNull(variable.path("name").asText()),
                        "",
                        variable.at("/datasource/uid").asText(),
                        query.isTextual() ? query.asText() : query.path("query").asText()));
            }
        }
        return queries;
    }

    @Override
    public String toString() {
        return json.path("title").asText();
    }
}
