package io.podtide.bench;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads podtide.incidents as alerting does, and notes when restart loops came. */
final class IncidentReader implements AutoCloseable {

    private final KafkaConsumer<String, Incident> consumer;
    private final DueIncidents due;
    private final Thread thread = new Thread(this::read, "incidents");

    private IncidentReader(String bootstrapServers, DueIncidents due) {
        this.due = due;
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var incidents = Topics.of(SchemaIds.fixed()).incidents().valueSerde().deserializer();
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), incidents);
    }

    static IncidentReader start(String bootstrapServers, DueIncidents due) {
        var reader = new IncidentReader(bootstrapServers, due);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try (consumer) {
            var partitions = consumer.partitionsFor(Topics.INCIDENTS).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    read(record);
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    private void read(ConsumerRecord<String, Incident> record) {
        long now = PodFleet.micros();
        var incident = record.value();
        if (incident != null && incident.kind() == Kind.RESTART_LOOP) {
            for (var pod : incident.pods()) {
                due.read(Integer.parseInt(pod.name().substring(pod.name().lastIndexOf('-') + 1)), now);
            }
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
