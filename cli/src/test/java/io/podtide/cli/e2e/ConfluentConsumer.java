package io.podtide.cli.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Somebody else's reader: knows Avro, Confluent's wire format and a registry, and nothing of Podtide. */
final class ConfluentConsumer {

    private final String registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    ConfluentConsumer(String registry) {
        this.registry = registry;
    }

    /** All that is committed on a topic. */
    List<GenericRecord> read(Map<String, Object> kafka, String topic) throws IOException {
        kafka.put("isolation.level", "read_committed");
        var found = new ArrayList<GenericRecord>();
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(kafka, bytes, bytes)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(250))) {
                    found.add(decode(ByteBuffer.wrap(record.value())));
                }
            }
        }
        return found;
    }

    private GenericRecord decode(ByteBuffer value) throws IOException {
        if (value.get() != 0) {
            throw new IOException("not Confluent's wire format");
        }
        var schema = schema(value.getInt());
        var body = new byte[value.remaining()];
        value.get(body);
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(body, null));
    }

    private Schema schema(int id) throws IOException {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        try (var answer = URI.create(registry + "/schemas/ids/" + id).toURL().openStream()) {
            var text = new ObjectMapper().readTree(answer).path("schema").asText();
            var schema = new Schema.Parser().parse(text);
            schemas.put(id, schema);
            return schema;
        }
    }

    /** By which records were written. */
    Map<Integer, String> names() {
        return schemas.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFullName()));
    }
}
