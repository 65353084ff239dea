package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Objects of Kubernetes, in the order they were read in. */
record Manifests(List<JsonNode> all) {

    static Manifests read(String yaml) {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(
                    documents.readAll().stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> of(String kind) {
        return all.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    List<String> names(String kind) {
        return of(kind).stream().map(Manifests::name).toList();
    }

    JsonNode one(String kind, String name) {
        var found =
                of(kind).stream().filter(object -> name(object).equals(name)).toList();
        assertThat(found).as(kind + ' ' + name).hasSize(1);
        return found.get(0);
    }

    /** Deployments and StatefulSets. */
    List<Workload> workloads() {
        return Stream.concat(of("Deployment").stream(), of("StatefulSet").stream())
                .map(Workload::new)
                .toList();
    }

    Workload workload(String role) {
        return workloads().stream()
                .filter(one -> one.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + role));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static List<String> texts(JsonNode list) {
        return each(list).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
