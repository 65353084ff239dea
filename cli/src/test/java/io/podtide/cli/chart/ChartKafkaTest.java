package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart tells the roles of Kafka arrives at Kafka's clients. */
class ChartKafkaTest {

    @TempDir
    private Path directory;

    @Test
    void aRolesPropertiesAreThoseOfAllAndItsOwn() throws IOException {
        var chart = Chart.with("full");

        assertThat(properties(chart, "fleet-ingest-kafka"))
                .hasSize(7)
                .containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry(
                        "kafka.sasl.jaas.config", "${secrets:/etc/podtide/secrets/podtide-ingest:sasl.jaas.config}");
        assertThat(properties(chart, "fleet-streams-kafka")).hasSize(6).doesNotContainKey("kafka.sasl.jaas.config");
        assertThat(chart.workload("ingest").mountPaths())
                .contains("/etc/podtide/secrets/kafka-cluster-ca-cert", "/etc/podtide/secrets/podtide-ingest");
        assertThat(chart.workload("streams").mountPaths()).doesNotContain("/etc/podtide/secrets/podtide-ingest");
    }

    @Test
    void aValueIsReadAsItWasWritten() throws IOException {
        var odd = "a\\b=c #: ${x} \"y\"\nüz";
        var chart = Chart.of(new ObjectMapper()
                .writeValueAsString(Map.of(
                        "kafka",
                        Map.of("bootstrapServers", "kafka:9092", "properties", Map.of("kafka.odd", odd)),
                        "ingest",
                        Map.of("clusterName", "eu-1"))));

        assertThat(properties(chart, "podtide-ingest-kafka")).isEqualTo(Map.of("kafka.odd", odd));
    }

    @Test
    void passwordsAreTakenFromMountedSecrets() throws IOException {
        Files.writeString(directory.resolve("sasl.jaas.config"), "Login required password=\"x\";");
        var properties = new HashMap<>(properties(Chart.with("full"), "fleet-ingest-kafka"));
        properties.replaceAll(
                (key, value) -> value.replace("/etc/podtide/secrets/podtide-ingest", directory.toString()));
        var kafka = KafkaSettings.of("kafka:9092", properties);
        var streams = new HashMap<>(kafka.properties());
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, "podtide");

        assertThat(new AdminClientConfig(kafka.client("test"))
                        .getPassword("sasl.jaas.config")
                        .value())
                .isEqualTo("Login required password=\"x\";");
        assertThat(new ProducerConfig(withSerializers(kafka.producer("test")))
                        .getPassword("sasl.jaas.config")
                        .value())
                .isEqualTo("Login required password=\"x\";");
        assertThat(new StreamsConfig(streams).getMainConsumerConfigs("podtide", "test", 0))
                .containsEntry("sasl.jaas.config", "Login required password=\"x\";");
    }

    private static Map<String, Object> withSerializers(Map<String, Object> properties) {
        properties.put(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.ByteArraySerializer");
        properties.put(
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.ByteArraySerializer");
        return properties;
    }

    private static Map<String, String> properties(Manifests chart, String name) throws IOException {
        var read = new Properties();
        read.load(new StringReader(
                chart.one("ConfigMap", name).at("/data/podtide.properties").asText()));
        var properties = new HashMap<String, String>();
        read.forEach((key, value) -> properties.put(String.valueOf(key), String.valueOf(value)));
        return properties;
    }
}
