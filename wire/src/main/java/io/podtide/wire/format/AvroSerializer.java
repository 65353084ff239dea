package io.podtide.wire.format;

import io.podtide.wire.registry.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Confluent wire format: 0, the schema id as four bytes, Avro binary. Per record it allocates the Avro objects and
 * the array it returns, 2.3 KB for a pod of 548 bytes; buffer and encoder are kept by thread, because Streams shares a serde between its threads.
 */
final class AvroSerializer<T, A extends SpecificRecord> implements Serializer<T> {

    private final String subject;
    private final AvroMapping<T, A> mapping;
    private final SchemaIds ids;
    private final DatumWriter<A> writer;
    private final ThreadLocal<Output> outputs = ThreadLocal.withInitial(Output::new);
    /** Asked for with the first record: who only reads needs no right to register. */
    private volatile byte @Nullable [] header;

    AvroSerializer(String subject, AvroMapping<T, A> mapping, SchemaIds ids) {
        TrustedClasses.register();
        this.subject = subject;
        this.mapping = mapping;
        this.ids = ids;
        this.writer = new SpecificDatumWriter<>(mapping.schema());
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        var start = header();
        try {
            return outputs.get().write(start, writer, mapping.toAvro().apply(value));
        } catch (IOException | RuntimeException e) {
            outputs.remove(); // the encoder may hold half a record
            throw new SerializationException(topic + ": a value cannot be written as " + subject, e);
        }
    }

    private byte[] header() {
        var known = header;
        if (known == null) {
            known = ByteBuffer.allocate(WireFormat.HEADER_LENGTH)
                    .put(WireFormat.CONFLUENT)
                    .putInt(ids.idOf(subject, mapping.schema()))
                    .array();
            header = known;
        }
        return known;
    }

    /** What one thread writes with. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        <A> byte[] write(byte[] header, DatumWriter<A> writer, A record) throws IOException {
            bytes.reset();
            encoder.writeFixed(header);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }
}
