package io.podtide.wire.format;

import io.podtide.wire.registry.ReleasedSchemas;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format and single-object encoding, whatever released version wrote it. Readers, one per version of
 * the writer, are kept by thread: they are not safe for threads, and Streams shares a serde between its threads.
 */
final class AvroDeserializer<T> implements Deserializer<T> {

    private final AvroForm<T> form;
    private final SchemaIds ids;
    private final ReleasedSchemas released;
    private final ThreadLocal<Map<Number, AvroForm.Decoding<T>>> decodings = ThreadLocal.withInitial(HashMap::new);

    AvroDeserializer(AvroForm<T> form, SchemaIds ids, ReleasedSchemas released) {
        this.form = form;
        this.ids = ids;
        this.released = released;
    }

    /** Null for null, and for a record that says something newer than this version. */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var key = WireFormat.schemaKey(bytes);
        if (key == null) {
            throw new SerializationException(
                    topic + ": a record is neither in the Confluent wire format nor in Avro's single-object encoding");
        }
        var known = decodings.get();
        var decoding = known.get(key);
        if (decoding == null) {
            decoding = form.decoding(writerSchema(topic, key));
            known.put(key, decoding);
        }
        try {
            return decoding.decode(bytes, WireFormat.headerLength(key));
        } catch (IOException | RuntimeException e) { // of bytes that are no such record Avro makes any of the latter
            throw new SerializationException(
                    topic + ": a record with " + WireFormat.display(key) + " cannot be read", e);
        }
    }

    private Schema writerSchema(String topic, Number key) {
        var known = key instanceof Integer id ? ids.schemaOf(id) : released.findByFingerprint(key.longValue());
        var schema = known.orElseThrow(() -> new SerializationException(
                topic + ": a record has " + WireFormat.display(key) + ", which is unknown to " + source(key)));
        // Avro resolves the records of any two names by their fields alone.
        if (!schema.getFullName().equals(form.schema().getFullName())) {
            throw new SerializationException(topic + ": a record has " + WireFormat.display(key) + ", which is "
                    + schema.getFullName() + " and not " + form.schema().getFullName());
        }
        return schema;
    }

    private Object source(Number key) {
        return key instanceof Integer ? ids : "this release";
    }
}
