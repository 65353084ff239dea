package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.pod.PodTrack;
import io.podtide.schema.PodState;
import io.podtide.wire.registry.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pod's state is in bytes: Avro that goes by the names of fields can read and write it, too. */
class PodBytesTest {

    private static final Stores STORES = DrivenPipeline.stages().stores();
    private static final int HEADER = 5;

    @Test
    void everyPodIsAvro() {
        assertThat(StateRoundTripTest.pods()).allSatisfy(pod -> {
            var record = generic(write(pod));
            assertThat(record.getSchema()).isEqualTo(PodState.getClassSchema());
            assertThat(read(withHeader(idOf(write(pod)), record))).isEqualTo(pod);
        });
    }

    /** By the names of fields, by an earlier version; whatever is added since has its default. */
    @Test
    void whatWasWrittenByNameIsRead() throws Exception {
        var written = WrittenBefore.bytes();

        assertThat(written).hasSameSizeAs(WrittenBefore.all());
        WrittenBefore.all().forEach((name, track) -> {
            assertThat(read(written.get(name))).as(name).isEqualTo(track);
            assertThat(generic(write(track))).as(name).isEqualTo(generic(written.get(name)));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {763_000_006, 763_000_016, 763_000_028})
    void everyVersionOfAPodIsRead(int id) throws Exception {
        var schema = SchemaIds.fixed().schemaOf(id).orElseThrow();
        var track = WrittenBefore.all().get("is stuck"); // of what has been added since, it has the default
        var record = generic(WrittenBefore.bytes().get("is stuck"), schema);

        assertThat(read(withHeader(id, record))).isEqualTo(track);
    }

    private static byte[] write(PodTrack track) {
        return STORES.pods().serializer().serialize("store", track);
    }

    private static PodTrack read(byte[] bytes) {
        return STORES.pods().deserializer().deserialize("store", bytes);
    }

    private static int idOf(byte[] written) {
        return ByteBuffer.wrap(written).getInt(1);
    }

    private static GenericRecord generic(byte[] written) {
        return generic(written, PodState.getClassSchema());
    }

    /** As Avro reads it that goes by the names of fields, to the last byte. */
    private static GenericRecord generic(byte[] written, Schema as) {
        var writer = SchemaIds.fixed().schemaOf(idOf(written)).orElseThrow();
        var decoder = DecoderFactory.get().binaryDecoder(written, HEADER, written.length - HEADER, null);
        try {
            var record = new GenericDatumReader<GenericRecord>(writer, as).read(null, decoder);
            assertThat(decoder.isEnd()).isTrue();
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withHeader(int id, GenericRecord record) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER).putInt(1, id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
