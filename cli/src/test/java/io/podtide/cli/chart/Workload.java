package io.podtide.cli.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Deployment or StatefulSet with pods of one container. */
record Workload(JsonNode json) {

    String role() {
        return labels().path("app.kubernetes.io/component").asText();
    }

    JsonNode labels() {
        return json.at("/spec/template/metadata/labels");
    }

    JsonNode pod() {
        return json.at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    List<String> args() {
        return Manifests.texts(container().path("args"));
    }

    /** What follows {@code --option=}. */
    String value(String option) {
        return args().stream()
                .filter(argument -> argument.startsWith(option + '='))
                .map(argument -> argument.substring(option.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(role() + " has no " + option));
    }

    Map<String, JsonNode> env() {
        return Manifests.each(container().path("env"))
                .collect(Collectors.toMap(one -> one.path("name").asText(), one -> one));
    }

    List<String> mountPaths() {
        return Manifests.each(container().path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText())
                .toList();
    }

    /** Number of the port of this name. */
    int port(String name) {
        return Manifests.each(container().path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElseThrow(() -> new AssertionError(role() + " has no port " + name));
    }

    /** Whether a selector finds its pods. */
    boolean isSelectedBy(JsonNode labels) {
        return labels.properties().stream().allMatch(label -> label.getValue().equals(labels().path(label.getKey())));
    }
}
