package io.podtide.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "kafka.bootstrap.servers", "elsewhere:9092",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.jaas.config", "PlainLoginModule required password=\"hunter2\";",
            "kafka.linger.ms", "20",
            "rules", "no-kafka.yaml");

    @Test
    void everyKafkaPropertyIsPassedOnWithoutItsPrefix() {
        assertThat(KafkaSettings.of(SETTINGS).properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "elsewhere:9092",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "PlainLoginModule required password=\"hunter2\";",
                        "linger.ms", "20"));
    }

    @Test
    void theBrokersThatAreGivenWin() {
        assertThat(KafkaSettings.of("here:9092", SETTINGS).bootstrapServers()).isEqualTo("here:9092");
        assertThat(KafkaSettings.of(SETTINGS).bootstrapServers()).isEqualTo("elsewhere:9092");
        assertThat(KafkaSettings.of(Map.of()).bootstrapServers()).isEmpty();
    }

    @Test
    void aProducerLosesNothingAndWhatIsSetWins() {
        assertThat(KafkaSettings.of("here:9092", Map.of("kafka.linger.ms", "20"))
                        .producer("ingest"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers",
                        "here:9092",
                        "client.id",
                        "ingest",
                        "enable.idempotence",
                        true,
                        "acks",
                        "all",
                        "linger.ms",
                        "20",
                        "batch.size",
                        131_072,
                        "compression.type",
                        "lz4",
                        "delivery.timeout.ms",
                        30_000,
                        "max.block.ms",
                        30_000L,
                        "request.timeout.ms",
                        10_000));
    }

    @Test
    void kafkaTakesTheDefaults() {
        var config = KafkaSettings.of("127.0.0.1:1", Map.of()).producer("ingest");

        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        }
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(KafkaSettings.of(SETTINGS))
                .hasToString("Kafka at elsewhere:9092 with [bootstrap.servers, linger.ms, sasl.jaas.config,"
                        + " security.protocol]");
    }
}
