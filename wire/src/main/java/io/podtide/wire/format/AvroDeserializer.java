package io.podtide.wire.format;

import io.podtide.wire.registry.ReleasedSchemas;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format and single-object encoding, whatever released version wrote it. Readers, one per version of
 * the writer, and the decoder are kept by thread: they are not safe for threads, and Streams shares a serde between its
 * threads. Per record only the Avro objects and the value are allocated: 6.4 KB for a pod of 548 bytes, most of it texts,
 * which is why the Avro objects are not used again: that saves 0.3 KB.
 */
final class AvroDeserializer<T, A extends SpecificRecord> implements Deserializer<T> {

    private final AvroMapping<T, A> mapping;
    private final SchemaIds ids;
    private final ReleasedSchemas released;
    private final ThreadLocal<Input<A>> inputs = ThreadLocal.withInitial(Input::new);

    AvroDeserializer(AvroMapping<T, A> mapping, SchemaIds ids, ReleasedSchemas released) {
        TrustedClasses.register();
        this.mapping = mapping;
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
        var input = inputs.get();
        var reader = input.readers.get(key);
        if (reader == null) {
            reader = new SpecificDatumReader<>(writerSchema(topic, key), mapping.schema());
            input.readers.put(key, reader);
        }
        try {
            var avro = input.read(reader, bytes, WireFormat.headerLength(key));
            return mapping.fromAvro().apply(avro).orElse(null);
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
        if (!schema.getFullName().equals(mapping.schema().getFullName())) {
            throw new SerializationException(topic + ": a record has " + WireFormat.display(key) + ", which is "
                    + schema.getFullName() + " and not " + mapping.schema().getFullName());
        }
        return schema;
    }

    private Object source(Number key) {
        return key instanceof Integer ? ids : "this release";
    }

    /** What one thread reads with. */
    private static final class Input<A> {
        private final Map<Number, DatumReader<A>> readers = new HashMap<>();
        private @Nullable BinaryDecoder decoder;

        A read(DatumReader<A> reader, byte[] bytes, int from) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
            var avro = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over");
            }
            return avro;
        }
    }
}
