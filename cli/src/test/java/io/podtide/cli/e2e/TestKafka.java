package io.podtide.cli.e2e;

import io.podtide.cli.broker.InProcessBroker;
import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A real Kafka of a test's own: {@code -Dpodtide.kafka=embedded}, the default, or {@code container}. */
interface TestKafka extends AutoCloseable {

    String bootstrapServers();

    @Override
    void close() throws IOException;

    /**
     * Starts one; the test is skipped where there cannot be a container.
     *
     * @param directory empty; for the data of an embedded broker
     */
    static TestKafka start(Path directory) {
        var which = System.getProperty("podtide.kafka", "embedded").toLowerCase(Locale.ROOT);
        return switch (which) {
            case "embedded" -> new Embedded(InProcessBroker.start(directory));
            case "container" -> KafkaInContainer.start();
            default -> throw new IllegalArgumentException("-Dpodtide.kafka=" + which + ": embedded or container");
        };
    }

    default KafkaSettings settings() {
        return KafkaSettings.of(bootstrapServers(), Map.of());
    }

    /** Within this process. */
    record Embedded(InProcessBroker broker) implements TestKafka {

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void close() throws IOException {
            broker.close();
        }
    }
}
