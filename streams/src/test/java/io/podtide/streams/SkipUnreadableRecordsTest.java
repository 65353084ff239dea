package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class SkipUnreadableRecordsTest {

    private static final int NOBODYS = 4_711;
    /** Nobody listens at the port for discarding things. */
    private static final Map<String, String> AWAY = Map.of("schema.registry.url", "http://127.0.0.1:9");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatNobodyCanReadIsPutAsideAndCounted() {
        assertThat(handled(SchemaIds.fixed())).isEqualTo(Result.RESUME);
        assertThat(count("unreadable")).isEqualTo(1);
        assertThat(count("failed")).isZero();
    }

    @Test
    void whatTheRegistryWouldHaveToBeAskedForWaitsForIt() {
        assertThat(handled(SchemaIds.from(AWAY))).isEqualTo(Result.FAIL);
        assertThat(count("unreadable")).isZero();
    }

    private Result handled(SchemaIds ids) {
        var handler = new SkipUnreadableRecords();
        handler.configure(Map.of(StreamsSettings.METERS, new StreamsMeters(registry)));
        var value = Topics.of(SchemaIds.fixed())
                .clusterClock()
                .valueSerde()
                .serializer()
                .serialize(Topics.CLUSTER_CLOCK, new ClusterClock("prod", Instant.EPOCH, Mark.HEARTBEAT, null));
        ByteBuffer.wrap(value).putInt(1, NOBODYS);
        var context = new DefaultErrorHandlerContext(
                null, Topics.CLUSTER_CLOCK, 0, 1L, new RecordHeaders(), "node", new TaskId(0, 0), 0L, null, value);
        try {
            Topics.of(ids).clusterClock().valueSerde().deserializer().deserialize(Topics.CLUSTER_CLOCK, value);
        } catch (RuntimeException e) {
            return handler.handleError(
                            context, new ConsumerRecord<>(Topics.CLUSTER_CLOCK, 0, 1L, new byte[0], value), e)
                    .result();
        }
        throw new AssertionError("it was read");
    }

    private double count(String reason) {
        return registry.get("podtide.streams.dead.letters")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
