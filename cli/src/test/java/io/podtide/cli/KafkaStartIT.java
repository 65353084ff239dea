package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.broker.InProcessBroker;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class KafkaStartIT {

    @TempDir
    Path directory;

    @Test
    void aKafkaThatIsAwayIsWaitedForAndThatIsSaidOnce() throws Exception {
        var kafka = KafkaSettings.of(address(), Map.of());
        List<String> notes = new CopyOnWriteArrayList<>();
        var attempt = Duration.ofSeconds(2);
        var partitions = CompletableFuture.supplyAsync(() ->
                KafkaStart.topics(kafka, TopicSettings.keptBySize(3, 1 << 20), TopicUse.INGEST, notes::add, attempt));
        await().atMost(Duration.ofSeconds(60)).until(() -> notes.size() == 1);
        assertThat(partitions).isNotDone();

        try (var broker = InProcessBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).isEqualTo(kafka.bootstrapServers());
            assertThat(partitions.get(90, TimeUnit.SECONDS)).isEqualTo(3);
        }
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0))
                .startsWith("Kafka at " + kafka.bootstrapServers() + " did not answer within 2 s when asked ")
                .endsWith("; waiting for it");
        assertThat(notes.get(1)).isEqualTo("Kafka at " + kafka.bootstrapServers() + " answers");
    }

    /** Of a broker that is not there; it comes back to it. */
    private String address() throws Exception {
        try (var broker = InProcessBroker.start(directory)) {
            return broker.bootstrapServers();
        }
    }
}
