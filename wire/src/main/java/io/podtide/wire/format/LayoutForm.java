package io.podtide.wire.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Straight to bytes and back. What was written by another version Avro first turns into the bytes that this one writes. */
record LayoutForm<T>(AvroLayout<T> layout) implements AvroForm<T> {

    @Override
    public Schema schema() {
        return layout.schema();
    }

    @Override
    public Encoding<T> encoding() {
        var out = new AvroOutput();
        return (header, value) -> {
            out.begin(header);
            layout.write().accept(out, value);
            return out.end();
        };
    }

    @Override
    public Decoding<T> decoding(Schema writer) {
        var in = new AvroInput();
        return isOurs(writer) ? (bytes, from) -> read(in, bytes, from) : new Translated<>(this, writer, in);
    }

    /** The same fields in the same order: documentation, defaults and aliases are not in the bytes. */
    private boolean isOurs(Schema writer) {
        return SchemaNormalization.toParsingForm(writer).equals(SchemaNormalization.toParsingForm(schema()));
    }

    private T read(AvroInput in, byte[] bytes, int from) {
        var value = layout.read().apply(in.begin(bytes, from));
        in.end();
        return value;
    }

    private record Translated<T>(
            LayoutForm<T> form, AvroInput in, DatumReader<Object> reader, DatumWriter<Object> writer)
            implements Decoding<T> {

        Translated(LayoutForm<T> form, Schema writer, AvroInput in) {
            this(form, in, new GenericDatumReader<>(writer, form.schema()), new GenericDatumWriter<>(form.schema()));
        }

        @Override
        public T decode(byte[] bytes, int from) throws IOException {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
            var any = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over");
            }
            var ours = new ByteArrayOutputStream(bytes.length);
            var encoder = EncoderFactory.get().binaryEncoder(ours, null);
            writer.write(any, encoder);
            encoder.flush();
            return form.read(in, ours.toByteArray(), 0);
        }
    }
}
