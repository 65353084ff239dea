package io.podtide.bench.throughput;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Which workloads failed, and how: as Podtide says, and as the job of Flink does, which is thereby no stub. */
final class Detections {

    /** Topic that Flink writes to: lines of OPEN or RESOLVED, kind, workload, time. */
    static final String OF_FLINK = "bench.flink-alerts";

    private static final List<Kind> CORE = List.of(Kind.RESTART_LOOP, Kind.OOM, Kind.PENDING, Kind.TERMINATING);

    private final Map<String, Object> settings;

    Detections(String bootstrapServers) {
        this.settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }

    /** A line for each kind. */
    String table() {
        var podtide = ofPodtide();
        var flink = ofFlink();
        var table =
                new StringBuilder("| workloads found with | by podtide | by flink | by both |\n|---|---|---|---|\n");
        for (var kind : CORE) {
            var ours = of(kind, podtide);
            var theirs = of(kind, flink);
            var both = new TreeSet<>(ours);
            both.retainAll(theirs);
            table.append(String.format(
                    Locale.ROOT, "| %s | %d | %d | %d |%n", kind, ours.size(), theirs.size(), both.size()));
        }
        return table.toString();
    }

    private static Set<String> of(Kind kind, Set<String> found) {
        return found.stream().filter(f -> f.startsWith(kind + "\t")).collect(Collectors.toSet());
    }

    private Set<String> ofPodtide() {
        var found = new TreeSet<String>();
        var incidents = Topics.of(SchemaIds.fixed()).incidents().valueSerde().deserializer();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), incidents)) {
            readAll(consumer, Topics.INCIDENTS, record -> {
                var incident = record.value();
                if (incident != null && incident.scope() == Scope.WORKLOAD && incident.state() == Incident.State.OPEN) {
                    found.add(incident.kind() + "\t" + record.key());
                }
            });
        }
        return found;
    }

    private Set<String> ofFlink() {
        var found = new TreeSet<String>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new StringDeserializer())) {
            readAll(consumer, OF_FLINK, record -> {
                var cells = record.value().split("\t", -1);
                if (cells[0].equals("OPEN")) {
                    found.add(cells[1] + '\t' + cells[2]);
                }
            });
        }
        return found;
    }

    private static <K, V> void readAll(
            KafkaConsumer<K, V> consumer, String topic, java.util.function.Consumer<ConsumerRecord<K, V>> each) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            consumer.poll(Duration.ofMillis(100)).forEach(each);
        }
    }
}
