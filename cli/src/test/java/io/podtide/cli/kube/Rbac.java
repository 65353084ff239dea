package io.podtide.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a manifest permits whom, decided as Kubernetes' RBAC authorizer does. */
public final class Rbac {

    /**
     * One verb on one resource.
     *
     * @param namespace of the binding; empty: in all of them
     * @param names the only ones; empty: any
     */
    public record Rule(String user, String namespace, String verb, String group, String resource, List<String> names) {

        private boolean permits(String who, ApiRequest request) {
            return user.equals(who)
                    && (namespace.isEmpty() || namespace.equals(request.namespace()))
                    && verb.equals(request.verb())
                    && group.equals(request.group())
                    && resource.equals(request.resource())
                    && (names.isEmpty() || names.contains(request.name()));
        }
    }

    private final List<Rule> rules;

    private Rbac(List<Rule> rules) {
        this.rules = rules;
    }

    public static Rbac of(Path manifest) throws IOException {
        List<JsonNode> objects;
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(manifest.toFile())) {
            objects = documents.readAll();
        }
        var rules = objects.stream()
                .filter(object -> object.path("kind").asText().endsWith("RoleBinding"))
                .flatMap(binding -> rules(binding, role(objects, binding)))
                .toList();
        return new Rbac(rules);
    }

    private static JsonNode role(List<JsonNode> objects, JsonNode binding) {
        var namespace = binding.at("/roleRef/kind").asText().equals("Role")
                ? binding.at("/metadata/namespace").asText()
                : "";
        return objects.stream()
                .filter(object -> object.path("kind").equals(binding.at("/roleRef/kind")))
                .filter(object -> object.at("/metadata/name").equals(binding.at("/roleRef/name")))
                .filter(object -> object.at("/metadata/namespace").asText().equals(namespace))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such role: " + binding));
    }

    private static Stream<Rule> rules(JsonNode binding, JsonNode role) {
        var namespace = binding.at("/metadata/namespace").asText();
        return each(binding.path("subjects"))
                .map(subject ->
                        "system:serviceaccount:" + subject.path("namespace").asText() + ':'
                                + subject.path("name").asText())
                .flatMap(user -> each(role.path("rules"))
                        .flatMap(rule -> each(rule.path("verbs"))
                                .flatMap(verb -> each(rule.path("apiGroups"))
                                        .flatMap(group -> each(rule.path("resources"))
                                                .map(resource -> new Rule(
                                                        user,
                                                        namespace,
                                                        verb.asText(),
                                                        group.asText(),
                                                        resource.asText(),
                                                        each(rule.path("resourceNames"))
                                                                .map(JsonNode::asText)
                                                                .toList()))))));
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(Objects.requireNonNull(list).spliterator(), false);
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The same without one of them. */
    public Rbac without(Rule rule) {
        return new Rbac(rules.stream().filter(other -> !other.equals(rule)).toList());
    }

    boolean permits(String user, ApiRequest request) {
        return rules.stream().anyMatch(rule -> rule.permits(user, request));
    }
}
