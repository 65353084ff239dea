package io.podtide.bench;

import io.podtide.detect.observation.PodStatus;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Put into the measured process as a producer interceptor ({@code kafka.interceptor.classes}), so that the process is the
 * shipped command. Counts acknowledged pod statuses; of every fourth it knows when the API server wrote it, since that is its
 * resource version.
 */
public final class Acknowledgements implements ProducerInterceptor<byte[], byte[]> {

    private static final String WRITTEN = "bench-written";
    private static final int SAMPLED = 4;

    private final Deserializer<PodStatus> statuses =
            Topics.of(SchemaIds.fixed()).podStatus().valueSerde().deserializer();
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.POD_STATUS) && sent.getAndIncrement() % SAMPLED == 0) {
            var status = statuses.deserialize(record.topic(), record.value());
            record.headers()
                    .add(
                            WRITTEN,
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(status.resourceVersion())
                                    .array());
        }
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, @Nullable Exception failure, Headers headers) {
        if (failure == null && metadata.topic().equals(Topics.POD_STATUS)) {
            var written = headers.lastHeader(WRITTEN);
            var latency = written == null
                    ? -1
                    : PodFleet.micros() - ByteBuffer.wrap(written.value()).getLong();
            Meter.ONE.acknowledged(latency);
        }
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {
        Meter.ONE.listen();
    }
}
