package io.podtide.wire.registry;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Ids that a test gives. */
public record KnownSchemas(Map<Integer, Schema> byId) implements SchemaIds {

    @Override
    public int idOf(String subject, Schema schema) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new SchemaRegistryException(subject + " is not known"));
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public String toString() {
        return "the ids of the test";
    }
}
