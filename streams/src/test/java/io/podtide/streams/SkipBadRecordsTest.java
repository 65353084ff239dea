package io.podtide.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.registry.SchemaRegistryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;

class SkipBadRecordsTest {

    private static ProcessorStateException full() {
        var refused = new RocksDBException("While appending to file: No space left on device");
        return new ProcessorStateException("Error while putting key", refused);
    }

    private static ErrorHandlerContext at(long timestamp, byte[] key, byte[] value, Header... headers) {
        return new DefaultErrorHandlerContext(
                null, "topic", 0, 1L, new RecordHeaders(headers), "node", new TaskId(0, 0), timestamp, key, value);
    }

    private static ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context) {
        var handler = new SkipBadRecords();
        handler.configure(Map.of("errors.dead.letter.queue.topic.name", "letters"));
        var response = handler.handleError(
                context, new Record<>("key", "value", 0L), new IllegalArgumentException("nonsense"));
        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
        return response.deadLetterQueueRecords().get(0);
    }

    private static @Nullable String header(ProducerRecord<?, ?> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Test
    void aDeadLetterHoldsTheRecordAndTheReason() {
        var letter = letter(at(7L, new byte[] {1}, new byte[] {2}, new RecordHeader("theirs", new byte[] {3})));
        assertThat(letter.topic()).isEqualTo("letters");
        assertThat(letter.timestamp()).isEqualTo(7L);
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2);
        assertThat(letter.headers())
                .extracting(Header::key)
                .containsExactly(
                        "theirs",
                        "__streams.errors.exception",
                        "__streams.errors.message",
                        "__streams.errors.stacktrace",
                        "__streams.errors.topic",
                        "__streams.errors.partition",
                        "__streams.errors.offset");
        assertThat(header(letter, "__streams.errors.message")).isEqualTo("nonsense");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("1");
    }

    @Test
    void aDeadLetterIsNotOfATimeThatKafkaRefuses() {
        assertThat(letter(at(-1L, new byte[0], new byte[0])).timestamp()).isZero();
    }

    @Test
    void aDeadLetterLeavesOutWhatWouldMakeItTooLarge() {
        var small = new byte[1];
        var large = new byte[DeadLetter.LARGEST];
        assertThat(letter(at(0L, new byte[0], large)).value()).isSameAs(large);

        var withoutValue = letter(at(0L, small, large));
        assertThat(withoutValue.key()).isSameAs(small);
        assertThat(withoutValue.value()).isNull();
        assertThat(header(withoutValue, "podtide.value.left.out.bytes")).isEqualTo("524288");
        assertThat(header(withoutValue, "__streams.errors.topic")).isEqualTo("topic");

        var withoutKey = letter(at(0L, new byte[DeadLetter.LARGEST + 1], small));
        assertThat(withoutKey.key()).isNull();
        assertThat(withoutKey.value()).isSameAs(small);
        assertThat(header(withoutKey, "podtide.key.left.out.bytes")).isEqualTo("524289");

        var withoutHeaders = letter(at(0L, small, small, new RecordHeader("theirs", large)));
        assertThat(header(withoutHeaders, "podtide.headers.left.out.bytes")).isEqualTo("524294");
        assertThat(header(withoutHeaders, "theirs")).isNull();
    }

    private static Result of(Exception exception) {
        var handler = new SkipBadRecords();
        var registry = new SimpleMeterRegistry();
        handler.configure(Map.of(StreamsSettings.METERS, new StreamsMeters(registry)));
        ErrorHandlerContext context = new DefaultErrorHandlerContext(
                null, "topic", 0, 1L, new RecordHeaders(), "node", new TaskId(0, 0), 0L, new byte[0], new byte[0]);
        var result = handler.handleError(context, new Record<>("key", "value", 0L), exception)
                .result();
        assertThat(registry.get("podtide.streams.dead.letters")
                        .tag("reason", "failed")
                        .counter()
                        .count())
                .isEqualTo(result == Result.RESUME ? 1 : 0);
        return result;
    }

    static Stream<Exception> ofTheDiskOrKafka() {
        return Stream.of(
                full(),
                new IllegalStateException(full()),
                registryAway(),
                new StreamsException("Error encountered sending record", new TimeoutException()));
    }

    @ParameterizedTest
    @MethodSource("ofTheDiskOrKafka")
    void noRecordIsSkippedForWhatIsNotItsFault(Exception exception) {
        assertThat(of(exception)).isEqualTo(Result.FAIL);
    }

    private static Exception registryAway() {
        var ids = SchemaIds.from(Map.of("schema.registry.url", "http://127.0.0.1:9"));
        return catchThrowableOfType(SchemaRegistryException.class, () -> ids.schemaOf(4_711));
    }

    static Stream<Exception> ofTheRecord() {
        return Stream.of(
                new IllegalArgumentException("nonsense"),
                new StreamsException("in a store", new SerializationException("too long")));
    }

    @ParameterizedTest
    @MethodSource("ofTheRecord")
    void aRecordThatNoStepCanTakeIs(Exception exception) {
        assertThat(of(exception)).isEqualTo(Result.RESUME);
    }

    @Test
    void aFailureOfStateSaysWhatToDo() {
        var dir = Path.of("state");
        assertThat(StateFailure.explained(full(), dir))
                .hasMessage("no space left for state in state; make room and start again, nothing is lost");
        var broken = new ProcessorStateException("Error opening store", new RocksDBException("Corruption: bad block"));
        assertThat(StateFailure.explained(broken, dir))
                .hasMessage(
                        "state in state cannot be used; start again, it is restored from Kafka (Corruption: bad block)");
        var refused = new ProcessorStateException("Failed to flush cache", new IllegalStateException("a registry"));
        assertThat(StateFailure.explained(refused, dir)).isSameAs(refused);
        var other = new StreamsException("a bug");
        assertThat(StateFailure.explained(other, dir)).isSameAs(other);
    }
}
