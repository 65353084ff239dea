package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class SkipUnwritableRecordsTest {

    /** Nobody listens at the port for discarding things. */
    private static final Map<String, String> AWAY = Map.of("schema.registry.url", "http://127.0.0.1:9");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatCannotBeEncodedIsLeftOutAndCounted() {
        assertThat(handled(new SerializationException("no such value"))).isEqualTo(Result.RESUME);
        assertThat(unwritable()).isEqualTo(1);
    }

    @Test
    void whatTheRegistryWouldHaveToBeAskedForWaitsForIt() {
        var symptoms = Topics.of(SchemaIds.from(AWAY)).symptoms().valueSerde().serializer();
        var away = catchThrowableOfType(
                RuntimeException.class,
                () -> symptoms.serialize(Topics.SYMPTOMS, new SymptomRecord.OfPod(Some.kill("cart-1"))));

        assertThat(handled(away)).isEqualTo(Result.FAIL);
        assertThat(unwritable()).isZero();
    }

    private double unwritable() {
        return registry.get("podtide.streams.dead.letters")
                .tag("reason", "unwritable")
                .counter()
                .count();
    }

    private Result handled(RuntimeException exception) {
        var handler = new SkipUnwritableRecords();
        handler.configure(Map.of(StreamsSettings.METERS, new StreamsMeters(registry)));
        var context = new DefaultErrorHandlerContext(
                null, Topics.POD_STATUS, 0, 1L, new RecordHeaders(), "node", new TaskId(0, 0), 0L, null, null);
        return handler.handleSerializationError(
                        context,
                        new ProducerRecord<>(Topics.SYMPTOMS, "key", "value"),
                        exception,
                        SerializationExceptionOrigin.VALUE)
                .result();
    }
}
