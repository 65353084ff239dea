package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.wire.SymptomRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SymptomPartitionerTest {

    private final SymptomPartitioner partitioner = new SymptomPartitioner();

    @Test
    void progressGoesToEveryPartition() {
        var progress = new SymptomRecord.Progress(2, List.of());
        assertThat(partitioner.partitions("symptoms", "", progress, 4)).contains(Set.of(0, 1, 2, 3));
        assertThat(partitioner.partitions("symptoms", "", progress, 1)).contains(Set.of(0));
    }

    @Test
    void symptomsGoByTheirKeyAsKafkaSendsThem() {
        var symptom = new SymptomRecord.OfPod(Some.kill("cart-1"));
        assertThat(partitioner.partitions("symptoms", Some.WORKLOAD.key(), symptom, 4))
                .contains(Set.of(SymptomPartitioner.of(Some.WORKLOAD.key(), 4)));
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> SymptomPartitioner.of("prod/shop/Deployment/w" + i, 4))
                        .distinct())
                .hasSize(4);
    }
}
