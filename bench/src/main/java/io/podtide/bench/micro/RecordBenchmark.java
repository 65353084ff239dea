package io.podtide.bench.micro;

import io.podtide.detect.observation.PodStatus;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A record of {@code podtide.pod-status}, from its bytes and to them. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordBenchmark {

    private List<PodStatus> statuses = List.of();
    private List<byte[]> records = List.of();
    private Serializer<PodStatus> serializer =
            Topics.of(SchemaIds.fixed()).podStatus().valueSerde().serializer();
    private Deserializer<PodStatus> deserializer =
            Topics.of(SchemaIds.fixed()).podStatus().valueSerde().deserializer();
    private int next;

    @Setup
    public void read() throws IOException {
        statuses = Statuses.recorded();
        records = statuses.stream()
                .map(s -> serializer.serialize(Topics.POD_STATUS, s))
                .toList();
    }

    @Benchmark
    public PodStatus decode() {
        return deserializer.deserialize(Topics.POD_STATUS, records.get(next()));
    }

    @Benchmark
    public byte[] encode() {
        return serializer.serialize(Topics.POD_STATUS, statuses.get(next()));
    }

    private int next() {
        next = next + 1 == statuses.size() ? 0 : next + 1;
        return next;
    }
}
