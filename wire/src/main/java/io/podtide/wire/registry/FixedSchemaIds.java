package io.podtide.wire.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/** The ids of this release: no service needed, and the same everywhere. */
final class FixedSchemaIds implements SchemaIds {

    private final ReleasedSchemas released;

    FixedSchemaIds(ReleasedSchemas released) {
        this.released = released;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return released.versions(subject).stream()
                .filter(version -> version.schema().equals(schema))
                .reduce((older, newer) -> newer)
                .map(ReleasedSchema::id)
                .orElseThrow(() -> new SchemaRegistryException(
                        "schema-ids.json has no id for this version of " + schema.getFullName() + ", subject " + subject
                                + ": release it with ./mvnw -pl schemas test -Dpodtide.release-schemas=true"));
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        return released.find(id);
    }

    @Override
    public String toString() {
        return "the schema ids fixed in this release";
    }
}
