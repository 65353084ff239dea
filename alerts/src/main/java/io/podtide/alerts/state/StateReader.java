package io.podtide.alerts.state;

import io.podtide.alerts.calm.Calm;
import io.podtide.alerts.calm.Case;
import io.podtide.alerts.calm.Digest;
import io.podtide.alerts.calm.Ref;
import io.podtide.alerts.calm.Storm;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was kept, read once. */
public final class StateReader {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, byte[]> newest;

    private StateReader(Map<String, byte[]> newest) {
        this.newest = newest;
    }

    /** To be called when nobody else writes any more. */
    public static StateReader read(KafkaSettings kafka) {
        var settings = kafka.client("podtide-alert-state");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        var newest = new LinkedHashMap<String, byte[]>();
        var partition = new TopicPartition(Topics.ALERT_STATE, 0);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var ends = consumer.endOffsets(List.of(partition), ANSWERS_WITHIN);
            long end = ends.getOrDefault(partition, 0L);
            while (consumer.position(partition, ANSWERS_WITHIN) < end) {
                for (var record : consumer.poll(POLL)) {
                    var key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        newest.remove(key);
                    } else {
                        newest.put(key, record.value());
                    }
                }
            }
        }
        return new StateReader(newest);
    }

    /** Next offset of incidents by partition; empty where nothing has ever been kept. */
    public Optional<Map<Integer, Long>> offsets() {
        return Optional.ofNullable(newest.get(StateLog.OFFSETS)).map(bytes -> {
            try {
                return StateJson.readOffsets(bytes);
            } catch (IOException e) {
                throw unreadable(StateLog.OFFSETS, e);
            }
        });
    }

    /** Storms before their members. */
    public void restore(Calm calm) {
        each(Ref.STORM, Storm.class).forEach(calm::restore);
        each(Ref.INCIDENT, Case.class).forEach(calm::restore);
        each(Ref.DIGEST, Digest.class).forEach(calm::restore);
    }

    private <T> List<T> each(String prefix, Class<T> type) {
        return newest.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> {
                    try {
                        return StateJson.read(entry.getValue(), type);
                    } catch (IOException e) {
                        throw unreadable(entry.getKey(), e);
                    }
                })
                .toList();
    }

    /** To page by half of what is known would be worse than to stop. */
    private static KafkaException unreadable(String key, IOException e) {
        return new KafkaException(Topics.ALERT_STATE + " cannot be read at key " + key + ": " + e.getMessage(), e);
    }
}
