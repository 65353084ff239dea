package io.podtide.wire.registry;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Ids of schemas as they stand in records. Implementations remember what they were told, and are safe for threads. */
public interface SchemaIds {

    /**
     * The id to write records of this schema with.
     *
     * @param subject {@code <topic>-value} for topics (TopicNameStrategy), {@code podtide.state.<name>} for state stores
     * @throws SchemaRegistryException where there is none, or nobody to ask
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema a record with this id was written with; empty where nobody knows it.
     *
     * @throws SchemaRegistryException where there is nobody to ask
     */
    Optional<Schema> schemaOf(int id);

    /** The ids fixed in this release. */
    static SchemaIds fixed() {
        return new FixedSchemaIds(ReleasedSchemas.ours());
    }

    /** Those of the registry at {@code schema.registry.url}, where that is set; else the fixed ones. */
    static SchemaIds from(Map<String, String> settings) {
        return settings.getOrDefault(RegistryAddress.URL, "").isBlank()
                ? fixed()
                : new RegistryClient(RegistryAddress.from(settings), ReleasedSchemas.ours());
    }
}
