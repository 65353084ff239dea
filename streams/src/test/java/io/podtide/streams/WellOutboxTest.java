package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.WellChange;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.Wells;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WellOutboxTest {

    private static final int PARTITIONS = 4;

    private final List<Record<String, SymptomRecord>> told = new ArrayList<>();
    private final WellOutbox outbox = new WellOutbox(PARTITIONS, told::add);

    private static WellChange well(String workload, int at) {
        return new WellChange(
                new Workload("prod", "prod-uid", "shop", "Deployment", workload),
                false,
                second(at),
                minute(0),
                second(at));
    }

    private void add(WellChange change) {
        outbox.add(change.workload().key(), change, change.at().toEpochMilli());
    }

    private static int partition(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    @Test
    void allForOnePartitionGoByOneRecordInTheirOrder() {
        var changes =
                IntStream.range(0, 40).mapToObj(i -> well("w" + i % 20, i)).toList();
        changes.forEach(this::add);
        assertThat(told).as("before the commit").isEmpty();

        outbox.flush();

        assertThat(told).hasSize(PARTITIONS).allSatisfy(record -> {
            var partition = partition(record.key());
            var expected = changes.stream()
                    .filter(change -> partition(change.workload().key()) == partition)
                    .toList();
            assertThat(record.value()).isEqualTo(new Wells(expected));
            assertThat(record.timestamp())
                    .isEqualTo(expected.get(expected.size() - 1).at().toEpochMilli());
        });
        outbox.flush();
        assertThat(told).as("nothing goes twice").hasSize(PARTITIONS);
    }

    @Test
    void nothingOvertakesWhatIsHeldBackOfItsWorkload() {
        add(well("cart", 1));
        outbox.flush(well("till", 2).workload().key());
        assertThat(told).as("of another").isEmpty();

        outbox.flush(well("cart", 2).workload().key());

        assertThat(told).extracting(Record::value).containsExactly(new Wells(List.of(well("cart", 1))));
    }

    @Test
    void noRecordGrowsWithoutEnd() {
        IntStream.range(0, 1_001).forEach(i -> add(well("cart", i)));

        assertThat(told).hasSize(1);
        outbox.flush();
        assertThat(told).hasSize(2).extracting(Record::value).last().isEqualTo(new Wells(List.of(well("cart", 1_000))));
    }

    /** Fails when a version of Kafka Streams says no more that a task commits. */
    @Test
    void aTaskTellsWhatIsHeldBackBeforeItCommits(@TempDir Path stateDir) {
        try (var pipeline = new DrivenPipeline(stateDir)) {
            var pod = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0));
            pipeline.observes(pod.runs(second(5)).at(second(5)));

            var workload = new Workload("prod", "prod-uid", "shop", "Deployment", "cart");
            assertThat(pipeline.symptoms())
                    .containsExactly(
                            new Wells(List.of(new WellChange(workload, false, second(5), minute(0), second(5)))));
            assertThat(pipeline.writes(Stores.WORKLOADS)).isEqualTo(1);
        }
    }
}
