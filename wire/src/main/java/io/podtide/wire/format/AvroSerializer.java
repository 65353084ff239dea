package io.podtide.wire.format;

import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Confluent wire format: 0, the schema id as four bytes, Avro binary. Buffers are kept by thread, because Streams
 * shares a serde between its threads.
 */
final class AvroSerializer<T> implements Serializer<T> {

    private final String subject;
    private final AvroForm<T> form;
    private final SchemaIds ids;
    private final ThreadLocal<AvroForm.Encoding<T>> encodings;
    /** Asked for with the first record: who only reads needs no right to register. */
    private volatile byte @Nullable [] header;

    AvroSerializer(String subject, AvroForm<T> form, SchemaIds ids) {
        this.subject = subject;
        this.form = form;
        this.ids = ids;
        this.encodings = ThreadLocal.withInitial(form::encoding);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        var start = header();
        try {
            return encodings.get().encode(start, value);
        } catch (IOException | RuntimeException e) {
            encodings.remove(); // it may hold half a record
            throw new SerializationException(topic + ": a value cannot be written as " + subject, e);
        }
    }

    private byte[] header() {
        var known = header;
        if (known == null) {
            known = ByteBuffer.allocate(WireFormat.HEADER_LENGTH)
                    .put(WireFormat.CONFLUENT)
                    .putInt(ids.idOf(subject, form.schema()))
                    .array();
            header = known;
        }
        return known;
    }
}
