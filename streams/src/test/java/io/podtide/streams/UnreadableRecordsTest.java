package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.wire.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is kept with the reason, and the rest goes on. */
class UnreadableRecordsTest {

    private static final byte[] KEY = "prod/cart-1-uid".getBytes(UTF_8);
    private static final byte[] NONSENSE = "{\"kind\": \"Pod\"}".getBytes(UTF_8);
    private static final int UNKNOWN_ID = 4711;

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;

    @BeforeEach
    void open() {
        pipeline = new DrivenPipeline(stateDir);
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.CLUSTER_CLOCK, Topics.SYMPTOMS})
    void bytesThatAreNoRecordOfOurs(String topic) {
        becomesADeadLetter(topic, NONSENSE, "neither in the Confluent wire format");
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.CLUSTER_CLOCK, Topics.SYMPTOMS})
    void aSchemaIdThatNobodyKnows(String topic) {
        var value = ByteBuffer.allocate(8).put((byte) 0).putInt(UNKNOWN_ID).array();
        becomesADeadLetter(topic, value, "schema id 4711");
    }

    @Test
    void aRecordThatWasCutOff() {
        var status = aPod("prod", "cart-1", minute(0)).at(minute(0));
        var whole = DrivenPipeline.TOPICS.podStatus().valueSerde().serializer().serialize(Topics.POD_STATUS, status);
        becomesADeadLetter(
                Topics.POD_STATUS, ByteBuffer.allocate(40).put(whole, 0, 40).array(), "cannot be read");
    }

    /** Of a text, of the items of a list: what is set aside for them must not be what ends the process. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "list"})
    void aLengthThatIsMadeUp(String what) throws IOException {
        var whole = DrivenPipeline.TOPICS
                .podStatus()
                .valueSerde()
                .serializer()
                .serialize(
                        Topics.POD_STATUS,
                        aPod("prod", "cart-1", minute(0))
                                .heldBy("example.com/a-b-c")
                                .at(minute(0)));
        var text = new String(whole, ISO_8859_1);
        int at = what.equals("text") ? text.indexOf("cart-1") - 1 : text.indexOf("example.com/a-b-c") - 2;
        var out = new ByteArrayOutputStream();
        out.write(whole, 0, at);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(2_000_000_000L);
        out.write(whole, at + 1, whole.length - at - 1);
        becomesADeadLetter(Topics.POD_STATUS, out.toByteArray(), "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.CLUSTER_CLOCK, Topics.SYMPTOMS})
    void aRecordWithoutValueIsPassedOver(String topic) {
        pipeline.takes(topic, KEY, null);
        goesOn();
    }

    /** As every client may write it: the broker does not look. */
    @Test
    void aRecordOfATimeBefore1970() {
        pipeline.takes(Topics.POD_STATUS, KEY, NONSENSE, Instant.ofEpochMilli(-1));
        var letters = pipeline.deadLetters();
        assertThat(letters).extracting(TestRecord::value).containsExactly(NONSENSE);
        assertThat(letters).extracting(TestRecord::getRecordTime).containsExactly(Instant.EPOCH);
        goesOn();
    }

    @Test
    void aRecordSoLargeThatWithTheReasonNobodyTakesIt() {
        pipeline.takes(Topics.POD_STATUS, KEY, new byte[1 << 20]);
        var letters = pipeline.deadLetters();
        assertThat(letters).extracting(TestRecord::key).containsExactly(KEY);
        assertThat(letters).extracting(TestRecord::value).containsOnlyNulls();
        assertThat(header(letters.get(0), "podtide.value.left.out.bytes")).isEqualTo("1048576");
        assertThat(header(letters.get(0), "__streams.errors.topic")).isEqualTo(Topics.POD_STATUS);
        goesOn();
    }

    private void becomesADeadLetter(String topic, byte[] value, String reason) {
        pipeline.takes(topic, KEY, value);

        var letters = pipeline.deadLetters();
        assertThat(letters).extracting(TestRecord::key).containsExactly(KEY);
        assertThat(letters).extracting(TestRecord::value).containsExactly(value);
        assertThat(header(letters.get(0), "__streams.errors.topic")).isEqualTo(topic);
        assertThat(header(letters.get(0), "__streams.errors.message")).contains(reason);
        goesOn();
    }

    private void goesOn() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        pipeline.observes(cart.at(minute(0)));
        for (int i = 1; i <= 3; i++) {
            pipeline.observes(cart.restarts(1, "Error", minute(i)).at(minute(i)));
        }
        assertThat(Line.of(pipeline.incidents()))
                .isEqualTo(List.of("+180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]"));
    }

    private static String header(TestRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
