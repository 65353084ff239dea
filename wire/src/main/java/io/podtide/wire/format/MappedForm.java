package io.podtide.wire.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** By way of the classes that Avro generates. Buffers and coders are used again; to use the Avro objects again would save little. */
record MappedForm<T, A extends SpecificRecord>(AvroMapping<T, A> mapping) implements AvroForm<T> {

    MappedForm {
        TrustedClasses.register();
    }

    @Override
    public Schema schema() {
        return mapping.schema();
    }

    @Override
    public Encoding<T> encoding() {
        return new Output<>(mapping);
    }

    @Override
    public Decoding<T> decoding(Schema writer) {
        return new Input<>(mapping, writer);
    }

    private static final class Output<T, A extends SpecificRecord> implements Encoding<T> {
        private final AvroMapping<T, A> mapping;
        private final DatumWriter<A> writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        Output(AvroMapping<T, A> mapping) {
            this.mapping = mapping;
            this.writer = new SpecificDatumWriter<>(mapping.schema());
        }

        @Override
        public byte[] encode(byte[] header, T value) throws IOException {
            var record = mapping.toAvro().apply(value);
            bytes.reset();
            encoder.writeFixed(header);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }

    private static final class Input<T, A extends SpecificRecord> implements Decoding<T> {
        private final AvroMapping<T, A> mapping;
        private final DatumReader<A> reader;
        private @Nullable BinaryDecoder decoder;

        Input(AvroMapping<T, A> mapping, Schema writer) {
            this.mapping = mapping;
            this.reader = new SpecificDatumReader<>(writer, mapping.schema());
        }

        @Override
        public @Nullable T decode(byte[] bytes, int from) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
            var avro = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over");
            }
            return mapping.fromAvro().apply(avro).orElse(null);
        }
    }
}
