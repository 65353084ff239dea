package io.podtide.streams;

import io.podtide.wire.SymptomRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Symptoms go by their key, as Kafka's own partitioner would send them; the progress of time goes to every partition. */
final class SymptomPartitioner implements StreamPartitioner<String, SymptomRecord> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, SymptomRecord value, int numPartitions) {
        return value instanceof SymptomRecord.Progress
                ? Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()))
                : Optional.of(Set.of(of(key, numPartitions)));
    }

    /** Where records of a workload go. */
    static int of(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
