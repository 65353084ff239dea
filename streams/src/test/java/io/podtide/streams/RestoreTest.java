package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreTest {

    private static final TopicPartition PODS = new TopicPartition("pods-changelog", 0);
    private static final TopicPartition WORKLOADS = new TopicPartition("workloads-changelog", 0);

    private long now = 1_000_000;
    private final Restore restore = new Restore(() -> now);

    @Test
    void storesThatAreReadSideBySideCountTheirTimeOnce() {
        restore.onRestoreStart(PODS, "pods", 0, 5);
        now += 1_000_000;
        restore.onRestoreStart(WORKLOADS, "workloads", 0, 2);
        now += 2_000_000;
        restore.onBatchRestored(PODS, "pods", 5, 5);
        restore.onRestoreEnd(PODS, "pods", 5);
        now += 3_000_000;
        restore.onBatchRestored(WORKLOADS, "workloads", 2, 2);
        restore.onRestoreSuspended(WORKLOADS, "workloads", 2);
        now += 9_000_000;
        assertThat(restore.sum()).isEqualTo(new StreamsApp.Restored(7, Duration.ofMillis(6)));
    }

    @Test
    void whereNothingIsReadNothingIsSaid() {
        assertThat(restore.sum()).isEqualTo(new StreamsApp.Restored(0, Duration.ZERO));
    }
}
