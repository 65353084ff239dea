package io.podtide.wire.format;

import io.podtide.wire.registry.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** What a layout writes as Avro itself reads it, and the other way round. */
public final class Generic {

    private Generic() {}

    public static <T> GenericRecord of(AvroLayout<T> layout, T value) throws IOException {
        var bytes = bytes(layout, value);
        var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        var record = new GenericDatumReader<GenericRecord>(layout.schema()).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes are left over");
        }
        return record;
    }

    /** A record of a topic, as the schema of another one of it reads it by the names of fields. */
    public static GenericRecord ofRecord(byte[] written, byte[] as) throws IOException {
        return read(written, schemaOf(ByteBuffer.wrap(as).getInt(1)));
    }

    /** The same record as the version with this id would have written it. */
    public static byte[] as(byte[] written, int id) throws IOException {
        var body = bytes(read(written, schemaOf(id)));
        return ByteBuffer.allocate(WireFormat.HEADER_LENGTH + body.length)
                .put(WireFormat.CONFLUENT)
                .putInt(id)
                .put(body)
                .array();
    }

    private static GenericRecord read(byte[] written, Schema as) throws IOException {
        var writer = schemaOf(ByteBuffer.wrap(written).getInt(1));
        int from = WireFormat.HEADER_LENGTH;
        var decoder = DecoderFactory.get().binaryDecoder(written, from, written.length - from, null);
        return new GenericDatumReader<GenericRecord>(writer, as).read(null, decoder);
    }

    private static Schema schemaOf(int id) {
        return SchemaIds.fixed().schemaOf(id).orElseThrow();
    }

    public static <T> byte[] bytes(AvroLayout<T> layout, T value) throws IOException {
        return new LayoutForm<>(layout).encoding().encode(new byte[0], value);
    }

    public static byte[] bytes(GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** As others may write it: in blocks that tell their bytes, too. */
    public static byte[] inBlocks(GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    public static <T> T read(AvroLayout<T> layout, byte[] bytes) throws IOException {
        var padded = Arrays.copyOf(new byte[] {1, 2, 3}, bytes.length + 3); // they need not begin where the array does
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        return new LayoutForm<>(layout).decoding(layout.schema()).decode(padded, 3);
    }
}
