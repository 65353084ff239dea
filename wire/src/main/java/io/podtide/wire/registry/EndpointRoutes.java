package io.podtide.wire.registry;

import static io.podtide.wire.registry.EndpointRoute.get;
import static io.podtide.wire.registry.EndpointRoute.post;
import static org.apache.avro.SchemaNormalization.toParsingForm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The paths of Confluent's registry that serve to read, answered from the released schemas. */
final class EndpointRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EndpointAnswer COMPATIBILITY =
            EndpointAnswer.ok(EndpointAnswer.object().put("compatibilityLevel", "FULL_TRANSITIVE"));

    private final ReleasedSchemas released;
    private final List<EndpointRoute> routes = List.of(
            get("/subjects", (none, body) -> subjects()),
            post("/subjects/*", (args, body) -> lookup(args.get(0), body)),
            get("/subjects/*/versions", (args, body) -> versions(args.get(0))),
            get("/subjects/*/versions/*", (args, body) -> version(args, EndpointAnswer::version)),
            get("/subjects/*/versions/*/schema", (args, body) -> version(args, v -> EndpointAnswer.ok(v.schema()))),
            get("/schemas/ids/*", (args, body) -> schema(args.get(0), EndpointAnswer::schema)),
            get("/schemas/ids/*/schema", (args, body) -> schema(args.get(0), EndpointAnswer::ok)),
            get("/schemas/ids/*/versions", (args, body) -> versionsOf(args.get(0))),
            get("/schemas/types", (none, body) -> EndpointAnswer.ok(array().add("AVRO"))),
            get("/config", (none, body) -> COMPATIBILITY),
            get("/config/*", (args, body) -> ifKnown(args.get(0), versions -> COMPATIBILITY)),
            get(
                    "/mode",
                    (none, body) -> EndpointAnswer.ok(EndpointAnswer.object().put("mode", "READONLY"))));

    EndpointRoutes(ReleasedSchemas released) {
        this.released = released;
    }

    /** @param path its segments, decoded */
    EndpointAnswer answer(String method, List<String> path, String body) {
        for (var route : routes) {
            var arguments = route.match(path);
            if (arguments.isPresent() && route.method().equals(method)) {
                return route.handler().answer(arguments.get(), body);
            }
        }
        return method.equals("GET") ? EndpointAnswer.noSuchPath() : EndpointAnswer.readOnly();
    }

    private EndpointAnswer subjects() {
        return EndpointAnswer.ok(
                released.subjects().stream().collect(EndpointRoutes::array, ArrayNode::add, ArrayNode::addAll));
    }

    /** By what the records look like: who asks may have left out docs and the properties that Avro's Java adds. */
    private EndpointAnswer lookup(String subject, String body) {
        var schema = parse(body);
        return ifKnown(
                subject,
                versions -> schema.isEmpty()
                        ? EndpointAnswer.notASchema()
                        : versions.stream()
                                .filter(version ->
                                        toParsingForm(version.schema()).equals(toParsingForm(schema.get())))
                                .reduce((older, newer) -> newer)
                                .map(EndpointAnswer::version)
                                .orElseGet(EndpointAnswer::noSuchSchema));
    }

    private EndpointAnswer versions(String subject) {
        return ifKnown(
                subject,
                versions -> EndpointAnswer.ok(
                        versions.stream().map(ReleasedSchema::version).collect(Collectors.toList())));
    }

    private EndpointAnswer version(List<String> subjectAndVersion, Function<ReleasedSchema, EndpointAnswer> answer) {
        var text = subjectAndVersion.get(1);
        return ifKnown(subjectAndVersion.get(0), versions -> {
            var number = text.equals("latest") || text.equals("-1") ? Optional.of(versions.size()) : number(text);
            if (number.isEmpty() || number.get() < 1) {
                return EndpointAnswer.notAVersion(text);
            }
            return number.get() > versions.size()
                    ? EndpointAnswer.noSuchVersion(number.get())
                    : answer.apply(versions.get(number.get() - 1));
        });
    }

    private EndpointAnswer schema(String id, Function<Schema, EndpointAnswer> answer) {
        return number(id).flatMap(released::find).map(answer).orElseGet(EndpointAnswer::noSuchSchema);
    }

    private EndpointAnswer versionsOf(String id) {
        return schema(
                id,
                schema -> EndpointAnswer.ok(released.withId(Integer.parseInt(id))
                        .map(v -> EndpointAnswer.object()
                                .put("subject", v.subject())
                                .put("version", v.version()))
                        .collect(EndpointRoutes::array, ArrayNode::add, ArrayNode::addAll)));
    }

    private EndpointAnswer ifKnown(String subject, Function<List<ReleasedSchema>, EndpointAnswer> answer) {
        var versions = released.versions(subject);
        return versions.isEmpty() ? EndpointAnswer.noSuchSubject(subject) : answer.apply(versions);
    }

    private static Optional<Schema> parse(String body) {
        try {
            var text = JSON.readTree(body).path("schema").asText("");
            return Optional.of(new Schema.Parser().parse(text));
        } catch (JsonProcessingException | AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
