package io.podtide.wire.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Ids of a schema registry: Confluent's, Karapace, Redpanda's, or Apicurio at its {@code ccompat} path. Ids of our own
 * releases are known without asking, so that records from before there was a registry remain readable.
 */
public final class RegistryClient implements SchemaIds {

    private final RegistryConnection connection;
    private final ReleasedSchemas released;
    private final Map<Writer, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public RegistryClient(RegistryAddress address, ReleasedSchemas released) {
        this(new RegistryConnection(address, Duration.ofMillis(250)), released);
    }

    RegistryClient(RegistryConnection connection, ReleasedSchemas released) {
        this.connection = connection;
        this.released = released;
    }

    /** The id the registry has for this schema; registers it where it has none. */
    @Override
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(
                new Writer(subject, schema),
                writer -> find(subject, schema).orElseGet(() -> register(subject, schema)));
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var found = released.find(id).or(() -> fetch(id));
        found.ifPresent(schema -> schemas.put(id, schema));
        return found;
    }

    /** Subjects of the registry, which may be other people's too. */
    public Set<String> subjects() {
        var names = new TreeSet<String>();
        connection.get("/subjects").required("for its subjects").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Looking up needs no right to write: where schemas are registered by other means, we only read. */
    private Optional<Integer> find(String subject, Schema schema) {
        var answer = connection.post(path(subject), body(schema));
        return answer.notFound()
                ? Optional.empty()
                : Optional.of(id(answer, "for the id of " + schema.getFullName() + ", subject " + subject));
    }

    private int register(String subject, Schema schema) {
        var answer = connection.post(path(subject) + "/versions", body(schema));
        return id(answer, "to register " + schema.getFullName() + ", subject " + subject);
    }

    private static int id(RegistryAnswer answer, String purpose) {
        var id = answer.required(purpose).path("id");
        if (!id.isInt()) {
            throw answer.senseless(purpose);
        }
        return id.intValue();
    }

    private Optional<Schema> fetch(int id) {
        var purpose = "for schema id " + id;
        var answer = connection.get("/schemas/ids/" + id);
        return answer.notFound() ? Optional.empty() : schema(answer, purpose);
    }

    /** Empty where it is none of Avro by itself: JSON Schema, Protobuf, one that refers to others. None of ours is. */
    private static Optional<Schema> schema(RegistryAnswer answer, String purpose) {
        var text = answer.required(purpose).path("schema");
        if (!text.isTextual()) {
            throw answer.senseless(purpose);
        }
        try {
            return Optional.of(new Schema.Parser().parse(text.textValue()));
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    private record Writer(String subject, Schema schema) {}
}
