package io.podtide.wire.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.wire.Samples;
import io.podtide.wire.avro.ClusterClockAvro;
import io.podtide.wire.avro.PodStatusAvro;
import io.podtide.wire.registry.KnownSchemas;
import io.podtide.wire.registry.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = "podtide.cluster-clock";
    private static final String OLDER = "io/podtide/schema/released/763000024.avsc";
    private static final Schema CLOCK = io.podtide.schema.ClusterClock.getClassSchema();
    private static final Schema OTHER =
            new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"com.example.Order\",\"fields\":[]}");

    private final Serde<ClusterClock> clocks = clocks(new KnownSchemas(Map.of(7, CLOCK, 8, OTHER)));

    private static Serde<ClusterClock> clocks(SchemaIds ids) {
        var mapping = AvroMapping.total(CLOCK, ClusterClockAvro::toAvro, ClusterClockAvro::fromAvro);
        return AvroSerde.of(TOPIC + "-value", mapping, ids);
    }

    private static Serde<PodStatus> pods() {
        return pods(SchemaIds.fixed());
    }

    private static Serde<PodStatus> pods(SchemaIds ids) {
        return AvroSerde.of("podtide.pod-status-value", PodStatusAvro.LAYOUT, ids);
    }

    private byte[] write(ClusterClock clock) {
        return clocks.serializer().serialize(TOPIC, clock);
    }

    private ClusterClock read(byte[] bytes) {
        return clocks.deserializer().deserialize(TOPIC, bytes);
    }

    @Test
    void aRecordIsZeroThenTheIdThenAvroBinary() {
        var written = write(Samples.bareClock());

        assertThat(written)
                .isEqualTo(bytes(
                        0, // magic
                        0, 0, 0, 7, // schema id
                        8, 'e', 'u', '-', '1', // cluster
                        0xc6, 0xc5, 0xb9, 0x8d, 0x95, 0x67, // 2026-03-01T10:00:01.123Z, zigzag
                        0, // HEARTBEAT
                        0, // since: null
                        0)); // unseen: none
    }

    @Test
    void whatAHeartbeatDoesNotVouchForComesAlong() {
        assertThat(read(write(Samples.partlySeenClock()))).isEqualTo(Samples.partlySeenClock());
    }

    /** It takes the heartbeat for one of a cluster of which all is seen, and never for a gap. */
    @Test
    void anOlderReaderSeesAHeartbeatAndAnOlderRecordIsOneOfAllThatThereIs() throws IOException {
        Schema older;
        try (var text = Schema.class.getClassLoader().getResourceAsStream(OLDER)) {
            older = new Schema.Parser().parse(text);
        }
        var bytes = write(Samples.partlySeenClock());
        var decoder = DecoderFactory.get()
                .binaryDecoder(bytes, WireFormat.HEADER_LENGTH, bytes.length - WireFormat.HEADER_LENGTH, null);
        var seen = new GenericDatumReader<GenericRecord>(CLOCK, older).read(null, decoder);

        assertThat(seen.get("mark")).hasToString("HEARTBEAT");
        assertThat(seen.getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("cluster", "observedAt", "mark", "since");

        var reader = clocks(new KnownSchemas(Map.of(24, older)));
        var written = bytes(0, 0, 0, 0, 24, 8, 'e', 'u', '-', '1', 0xc6, 0xc5, 0xb9, 0x8d, 0x95, 0x67, 0, 0);
        assertThat(reader.deserializer().deserialize(TOPIC, written)).isEqualTo(Samples.bareClock());
    }

    @Test
    void theSameValueIsTheSameBytes() {
        var pods = pods().serializer();

        assertThat(pods.serialize("t", Samples.pod())).isEqualTo(pods.serialize("t", Samples.pod()));
    }

    @Test
    void noValueIsNoBytesBothWays() {
        assertThat(clocks.serializer().serialize(TOPIC, null)).isNull();
        assertThat(clocks.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void singleObjectEncodingOfAReleasedSchemaIsReadToo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), PodStatusAvro.LAYOUT.schema())
                .encode(Generic.of(PodStatusAvro.LAYOUT, Samples.pod()), bytes);

        assertThat(bytes.toByteArray()).startsWith(0xC3, 0x01);
        assertThat(pods().deserializer().deserialize("t", bytes.toByteArray())).isEqualTo(Samples.pod());
    }

    @Test
    void aNewerWriterMayAddFieldsAndSymbols() {
        var newer = new Schema.Parser()
                .parse(CLOCK.toString()
                        .replace("\"NODES_SYNCED\"]", "\"NODES_SYNCED\",\"PAUSED\"]")
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"zone\",\"type\":\"string\",\"default\":\"\"},"));
        var reader = clocks(new KnownSchemas(Map.of(9, newer)));
        var written = bytes(0, 0, 0, 0, 9, 2, 'z', 8, 'e', 'u', '-', '1', 0xc6, 0xc5, 0xb9, 0x8d, 0x95, 0x67, 10, 0, 0);

        assertThat(reader.deserializer().deserialize(TOPIC, written)).isEqualTo(Samples.bareClock());
    }

    @Test
    void whatIsReadFieldByFieldMayBeOfANewerWriterToo() throws IOException {
        var ours = PodStatusAvro.LAYOUT.schema();
        var newer = new Schema.Parser()
                .parse(ours.toString()
                        .replace("\"DELETED\"]", "\"DELETED\",\"BOOKMARKED\"]")
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"zone\",\"type\":\"string\",\"default\":\"\"},"));
        var record = new GenericData.Record(newer);
        var known = Generic.of(PodStatusAvro.LAYOUT, Samples.pod());
        ours.getFields().forEach(field -> record.put(field.name(), known.get(field.name())));
        record.put("zone", "z");
        record.put(
                "delivery",
                new GenericData.EnumSymbol(newer.getField("delivery").schema(), "BOOKMARKED"));
        var written = ByteBuffer.allocate(10_000).put(bytes(0, 0, 0, 0, 9)).put(Generic.bytes(record));
        var reader = pods(new KnownSchemas(Map.of(9, newer))).deserializer();

        var read = reader.deserialize("t", Arrays.copyOf(written.array(), written.position()));

        assertThat(read.delivery()).isEqualTo(PodStatus.Delivery.CHANGED); // the default of the enum
        assertThat(read.containers()).isEqualTo(Samples.pod().containers());
        assertThat(read.ignored()).isEqualTo(Samples.pod().ignored());
    }

    @Test
    void anUnknownIdIsToldWithTheTopic() {
        var written = ByteBuffer.wrap(write(Samples.clock())).putInt(1, 4711).array();

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(SerializationException.class)
                .hasMessage(
                        "podtide.cluster-clock: a record has schema id 4711, which is unknown to the ids of the test");
    }

    @Test
    void anUnknownFingerprintIsToldWithTheTopic() {
        assertThatThrownBy(() -> read(bytes(0xC3, 1, 1, 0, 0, 0, 0, 0, 0, 0xff, 0)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("podtide.cluster-clock: a record has fingerprint ff00000000000001,"
                        + " which is unknown to this release");
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> read(bytes(0, 0, 0, 0, 8)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("podtide.cluster-clock: a record has schema id 8, which is com.example.Order"
                        + " and not io.podtide.schema.ClusterClock");
    }

    @Test
    void whatIsNotAvroIsRefusedWithoutRepeatingIt() {
        for (var foreign : List.of("{\"password\":\"secret\"}", "", "x")) {
            assertThatThrownBy(() -> read(foreign.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("podtide.cluster-clock: a record is neither in the Confluent wire format"
                            + " nor in Avro's single-object encoding")
                    .hasNoCause();
        }
    }

    @Test
    void aRecordCutShortIsRefusedWhereverItIsCut() {
        assertCutShortIsRefused(clocks, Samples.clock());
        assertCutShortIsRefused(pods(), Samples.pod());
    }

    private static <T> void assertCutShortIsRefused(Serde<T> serde, T value) {
        var whole = serde.serializer().serialize(TOPIC, value);
        for (int length = WireFormat.HEADER_LENGTH; length < whole.length; length++) {
            assertIsRefused(serde, Arrays.copyOf(whole, length));
        }
    }

    private static void assertIsRefused(Serde<?> serde, byte[] bytes) {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageMatching("podtide.cluster-clock: a record with schema id \\d+ cannot be read");
    }

    @Test
    void bytesLeftOverAreRefused() throws IOException {
        var clock = write(Samples.clock());
        var pod = pods().serializer().serialize(TOPIC, Samples.barePod());
        var older = Generic.as(pod, 763_000_001);

        assertIsRefused(clocks, Arrays.copyOf(clock, clock.length + 1));
        assertIsRefused(pods(), Arrays.copyOf(pod, pod.length + 1));
        assertIsRefused(pods(), Arrays.copyOf(older, older.length + 1));
    }

    @Test
    void aListOfNoLengthIsRefused() {
        var number = bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01); // the least there is

        var in = new AvroInput().begin(number, 0);

        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        var block = Arrays.copyOf(number, number.length + 1);
        assertThatThrownBy(() -> new AvroInput().begin(block, 0).each(AvroInput::word))
                .isInstanceOf(AvroRuntimeException.class);
    }

    /** Above all none may make an OutOfMemoryError of a length that is no length. */
    @Test
    void damagedRecordsAreReadOrRefusedAndNeverWorse() {
        assertIsReadOrRefused(pods(), Samples.pod());
        assertIsReadOrRefused(clocks, Samples.partlySeenClock());
    }

    private static <T> void assertIsReadOrRefused(Serde<T> serde, T value) {
        var whole = serde.serializer().serialize("t", value);
        var random = new Random(20_260_301);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            var damaged = whole.clone();
            for (int hits = 0; hits <= i % 5; hits++) {
                damaged[WireFormat.HEADER_LENGTH + random.nextInt(whole.length - WireFormat.HEADER_LENGTH)] =
                        (byte) random.nextInt();
            }
            try {
                assertThat(serde.deserializer().deserialize("t", damaged)).isNotNull();
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 19_999);
        assertThat(serde.deserializer().deserialize("t", whole)).isEqualTo(value);
    }

    @Test
    void aValueThatCannotBeWrittenLeavesNothingBehind() {
        var incomplete = new ClusterClock("eu-1", Samples.at(0), null, null);

        assertThatThrownBy(() -> write(incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessage("podtide.cluster-clock: a value cannot be written as podtide.cluster-clock-value");
        assertThat(read(write(Samples.clock()))).isEqualTo(Samples.clock());

        var pods = pods();
        var withoutUid = Samples.barePod(null, Phase.RUNNING, RestartPolicy.ALWAYS);
        assertThatThrownBy(() -> pods.serializer().serialize("t", withoutUid))
                .isInstanceOf(SerializationException.class)
                .hasMessage("t: a value cannot be written as podtide.pod-status-value");
        assertThat(pods.deserializer().deserialize("t", pods.serializer().serialize("t", Samples.barePod())))
                .isEqualTo(Samples.barePod());
    }

    @Test
    void oneSerdeServesManyThreads() throws Exception {
        var pods = pods();
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<PodStatus>> work = () -> {
                var read = new ArrayList<PodStatus>();
                for (int i = 0; i < 500; i++) {
                    var value = i % 2 == 0 ? Samples.pod() : Samples.barePod();
                    read.add(pods.deserializer()
                            .deserialize("t", pods.serializer().serialize("t", value)));
                }
                return read;
            };
            for (var result : threads.invokeAll(List.of(work, work, work, work))) {
                for (int i = 0; i < 500; i++) {
                    assertThat(result.get().get(i)).isEqualTo(i % 2 == 0 ? Samples.pod() : Samples.barePod());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
